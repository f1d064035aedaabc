#include "json/read_json.hpp"

namespace swe::detail {

std::string_view kind_of(const json::value& value) noexcept {
  switch (value.kind()) {
    case json::kind::null:
      return "null";
    case json::kind::bool_:
      return "true or false";
    case json::kind::int64:
    case json::kind::uint64:
      return "an integer";
    case json::kind::double_:
      return "a number";
    case json::kind::string:
      return "a string";
    case json::kind::array:
      return "a list";
    case json::kind::object:
      return "an object";
  }
  return "unknown";
}

Result<std::string> read(const json::value& value, const std::string& path,
                         std::type_identity<std::string>) {
  if (!value.is_string()) return wrong_kind(path, "a string", value);
  return std::string(value.get_string());
}

Result<bool> read(const json::value& value, const std::string& path, std::type_identity<bool>) {
  if (!value.is_bool()) return wrong_kind(path, "true or false", value);
  return value.get_bool();
}

Result<int> read(const json::value& value, const std::string& path, std::type_identity<int>) {
  constexpr std::int64_t most = 1'000'000;
  if (!value.is_int64()) return wrong_kind(path, "an integer", value);
  if (value.get_int64() < -most || value.get_int64() > most)
    return refuse("\"{}\" is out of range", path);
  return static_cast<int>(value.get_int64());
}

}  // namespace swe::detail
