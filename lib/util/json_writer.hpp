#pragma once

#include <wmh/types.hpp>

#include <boost/json/value.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The ways in which Python's json module writes a value.
struct JsonStyle {
  bool sort_keys = false;
  bool ascii = false;   ///< Escape everything outside ASCII.
  bool spaced = false;  ///< ", " and ": " instead of "," and ":".
};

void append_json(std::string& out, const json::value& value, JsonStyle style);
void append_json(std::string& out, const json::object& object, JsonStyle style);
void append_json_string(std::string& out, std::string_view text, bool ascii);

/// The shortest digits that read back equal, laid out as Python's repr.
void append_double(std::string& out, double number);

}  // namespace detail
WMH_END_NAMESPACE
