#include "ingest/any_value.hpp"

#include "util/text.hpp"

#include <charconv>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

template <class Number>
std::errc read_all_of(std::string_view text, Number& number) noexcept {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ptr == text.data() + text.size() ? read.ec : std::errc::invalid_argument;
}

json::value to_double(const json::value& value) {
  double number = 0;
  if (const auto* text = value.if_string())
    static_cast<void>(read_all_of(trim(*text), number));
  else if (value.is_number())
    number = value.to_number<double>();
  if (!std::isfinite(number)) return nullptr;
  return number;
}

const json::array* values_of(const json::value& wrapper) {
  const auto* object = wrapper.if_object();
  const auto* values = object ? object->if_contains("values") : nullptr;
  return values ? values->if_array() : nullptr;
}

json::array to_array(const json::value& wrapper) {
  json::array items;
  if (const auto* values = values_of(wrapper))
    for (const json::value& value : *values)
      items.push_back(from_any_value(value));
  return items;
}

json::object to_object(const json::value& wrapper) {
  json::object members;
  const auto* values = values_of(wrapper);
  if (!values) return members;
  for (const json::value& entry : *values) {
    const auto* pair = entry.if_object();
    const auto* key = pair ? pair->if_contains("key") : nullptr;
    if (!key || !key->is_string()) continue;
    const auto* value = pair->if_contains("value");
    members[key->get_string()] = value ? from_any_value(*value) : json::value();
  }
  return members;
}

}  // namespace

json::value to_integer(std::string_view text) {
  text = trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t number = 0;
  const std::errc read = read_all_of(text, number);
  if (read == std::errc()) return number;
  if (read != std::errc::result_out_of_range) return 0;
  std::uint64_t large = 0;
  if (read_all_of(text, large) == std::errc()) return large;
  return to_double(json::value(text));
}

json::value to_integer(const json::value& value) {
  if (value.is_int64() || value.is_uint64()) return value;
  if (const auto* text = value.if_string()) return to_integer(std::string_view(*text));
  const double* number = value.if_double();
  if (!number) return 0;
  if (std::abs(*number) >= 0x1p63) return *number;
  return static_cast<std::int64_t>(*number);
}

json::value from_any_value(const json::value& any) {
  const auto* object = any.if_object();
  if (!object) return any;
  if (const auto* value = object->if_contains("stringValue")) return *value;
  if (const auto* value = object->if_contains("intValue")) return to_integer(*value);
  if (const auto* value = object->if_contains("doubleValue")) return to_double(*value);
  if (const auto* value = object->if_contains("boolValue")) return *value;
  if (const auto* value = object->if_contains("arrayValue")) return to_array(*value);
  if (const auto* value = object->if_contains("kvlistValue")) return to_object(*value);
  return any;
}

}  // namespace detail
WMH_END_NAMESPACE
