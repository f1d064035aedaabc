#include "providers/wire_json.hpp"

#include <wmh/json.hpp>

#include "util/json_writer.hpp"

#include <charconv>
#include <cmath>
#include <simdjson.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// The code unit of an escape \uXXXX at `at`; 0 when there is none.
unsigned escaped_unit(std::string_view text, std::size_t at) noexcept {
  unsigned unit = 0;
  if (text.substr(at, 2) != "\\u" || text.size() < at + 6) return 0;
  const char* digits = text.data() + at + 2;
  return std::from_chars(digits, digits + 4, unit, 16).ptr == digits + 4 ? unit : 0;
}

bool is_high(unsigned unit) noexcept {
  return unit >= 0xd800 && unit < 0xdc00;
}
bool is_low(unsigned unit) noexcept {
  return unit >= 0xdc00 && unit < 0xe000;
}

/// Writes \ufffd over escapes of surrogates without their other half.
std::string with_whole_surrogates(std::string_view text) {
  std::string out(text);
  for (std::size_t at = out.find('\\'); at != std::string::npos; at = out.find('\\', at)) {
    const unsigned unit = escaped_unit(out, at);
    if (is_high(unit) && is_low(escaped_unit(out, at + 6))) {
      at += 12;
    } else if (is_high(unit) || is_low(unit)) {
      out.replace(at + 2, 4, "fffd");
      at += 6;
    } else {
      at += 2;
    }
  }
  return out;
}

}  // namespace

Result<json::value> read_body(std::string_view body) {
  auto value = parse_json(body);
  if (value || body.find("\\u") == std::string_view::npos) return value;
  return parse_json(with_whole_surrogates(body));
}

std::string write_body(const json::object& object) {
  std::string text;
  append_json(text, object, {});
  if (simdjson::validate_utf8(text)) return text;
  text.clear();
  append_json(text, object, {.ascii = true});
  return text;
}

const json::value* member(const json::value* value, std::string_view key) noexcept {
  const json::object* object = value ? value->if_object() : nullptr;
  const json::value* found = object ? object->if_contains(key) : nullptr;
  return found && !found->is_null() ? found : nullptr;
}

const json::array& elements(const json::value* value) noexcept {
  static const json::array none;
  const json::array* array = value ? value->if_array() : nullptr;
  return array ? *array : none;
}

std::string_view text_of(const json::value* value) noexcept {
  const json::string* string = value ? value->if_string() : nullptr;
  return string ? std::string_view(*string) : std::string_view();
}

std::optional<std::int64_t> count_of(const json::value* value) noexcept {
  constexpr double most = 9007199254740992.0;
  if (value == nullptr || !value->is_number()) return std::nullopt;
  const double number = value->to_number<double>();
  if (!(number >= 0 && number <= most) || number != std::floor(number)) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

std::int64_t count_or_zero(const json::value* value) noexcept {
  return count_of(value).value_or(0);
}

}  // namespace detail
WMH_END_NAMESPACE
