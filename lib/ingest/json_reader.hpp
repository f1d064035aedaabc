#pragma once

#include <wmh/types.hpp>

#include <boost/json/value.hpp>

#include <simdjson.h>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Parses JSON in bulk. What it returns lives until its next call.
class JsonReader {
 public:
  /// Text that simdjson's padding follows; null when it is not JSON, repaired or not.
  std::optional<simdjson::dom::element> read_padded(std::string_view text);
  /// Any text.
  std::optional<simdjson::dom::element> read(std::string_view text);

  /// The object that the text is; null when it is anything else.
  std::optional<json::object> read_object(std::string_view text);

 private:
  simdjson::dom::parser parser_{};
  std::string padded_{};
  std::string repaired_{};
};

/// Says why `text` is not JSON.
std::string why_not_json(std::string_view text);

/// Null when it is nested more deeply than `depth`.
std::optional<json::value> to_json_value(simdjson::dom::element element, unsigned depth = 512);

}  // namespace detail
WMH_END_NAMESPACE
