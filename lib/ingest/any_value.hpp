#pragma once

#include <wmh/types.hpp>

#include <boost/json/value.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The value that an OTLP AnyValue stands for. What is no AnyValue is taken as it is.
json::value from_any_value(const json::value& any);

/// An integer from a JSON number or from text, as OTLP writes 64-bit ones; 0 for anything else. One
/// that 64 bits cannot hold becomes a double.
json::value to_integer(const json::value& value);

/// The same from text.
json::value to_integer(std::string_view text);

}  // namespace detail
WMH_END_NAMESPACE
