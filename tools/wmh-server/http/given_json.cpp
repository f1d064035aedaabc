#include "http/given_json.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <cmath>

namespace wmh::server {
namespace {

bool is_finite(const json::value& value) {
  if (value.is_double()) return std::isfinite(value.get_double());
  if (const auto* array = value.if_array())
    return std::all_of(array->begin(), array->end(), is_finite);
  if (const auto* object = value.if_object())
    return std::all_of(object->begin(), object->end(),
                       [](const auto& member) { return is_finite(member.value()); });
  return true;
}

}  // namespace

Result<json::value> parse_given_json(std::string_view text) {
  auto value = parse_json(text);
  if (value && !is_finite(*value))
    return Error(errc::invalid_argument, "not JSON: a number is beyond the range of a double");
  return value;
}

}  // namespace wmh::server
