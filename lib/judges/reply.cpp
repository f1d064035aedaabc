#include "judges/reply.hpp"

#include <wmh/json.hpp>

#include "util/json_in_text.hpp"
#include "util/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

Error wrong(std::string what) {
  return {errc::invalid_argument, std::move(what)};
}

std::optional<double> to_number(std::string_view text) {
  text = trim(text);
  double number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<double> to_number(const json::value& value) {
  if (value.is_string()) return to_number(std::string_view(value.get_string()));
  if (value.is_number()) return value.to_number<double>();
  return std::nullopt;
}

}  // namespace

Result<json::object> reply_object(std::string_view reply, std::span<const std::string_view> keys) {
  if (auto found = find_object(reply, keys)) return std::move(*found);
  if (auto salvaged = salvage_object(reply, keys)) return std::move(salvaged->members);
  return wrong(fmt::format("there is no JSON object with {} in it", fmt::join(keys, ", ")));
}

std::optional<double> number_in(const json::object& reply, std::string_view key) {
  const json::value* value = reply.if_contains(key);
  const auto number = value ? to_number(*value) : std::nullopt;
  return number && std::isfinite(*number) ? number : std::nullopt;
}

Result<double> grade_in(const json::object& reply, std::string_view key) {
  if (!reply.contains(key)) return wrong(fmt::format("{} is missing", key));
  const auto grade = number_in(reply, key);
  if (!grade) return wrong(fmt::format("{} is not a number", key));
  if (*grade < -0.5 || *grade > 1.5)
    return wrong(fmt::format("{} is {}, but must be from 0 to 1", key, *grade));
  return std::clamp(*grade, 0.0, 1.0);
}

Result<bool> flag_in(const json::object& reply, std::string_view key) {
  const json::value* value = reply.if_contains(key);
  if (value == nullptr) return wrong(fmt::format("{} is missing", key));
  if (value->is_bool()) return value->get_bool();
  if (*value == json::value("true") || *value == json::value("True")) return true;
  if (*value == json::value("false") || *value == json::value("False")) return false;
  const auto number = to_number(*value);
  if (number && (*number == 0 || *number == 1)) return *number == 1;
  return wrong(fmt::format("{} is neither true nor false", key));
}

std::string text_in(const json::object& reply, std::string_view key) {
  const json::value* value = reply.if_contains(key);
  if (value == nullptr || value->is_null()) return {};
  return value->is_string() ? std::string(value->get_string()) : to_text(*value);
}

json::object closed_schema(json::object properties) {
  json::array required;
  for (const auto& member : properties)
    required.emplace_back(member.key());
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

json::object grades_schema(std::span<const std::string_view> grades) {
  json::object properties{{"critique", {{"type", "string"}}}};
  for (const std::string_view grade : grades)
    properties[grade] = {{"type", "number"}};
  return closed_schema(std::move(properties));
}

}  // namespace detail
WMH_END_NAMESPACE
