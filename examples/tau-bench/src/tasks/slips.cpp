#include "tasks/slips.hpp"

#include <algorithm>

namespace tau {
namespace {

namespace json = boost::json;

/// get_user_details -> get_user
std::optional<Call> unknown_tool(Call call) {
  const std::size_t end = call.tool.rfind('_');
  if (end == std::string::npos) return std::nullopt;
  call.tool.erase(end);
  return call;
}

std::optional<Call> missing_argument(Call call) {
  if (call.arguments.empty()) return std::nullopt;
  const auto last = std::prev(call.arguments.end());
  call.arguments.erase(last);
  return call;
}

json::value in_another_type(const json::value& value) {
  if (value.is_string()) return json::array{value};
  if (value.is_array()) return value.get_array().empty() ? json::value("") : value.get_array()[0];
  if (value.is_bool()) return json::value(value.get_bool() ? "yes" : "no");
  return json::value(std::to_string(value.is_int64() ? value.get_int64() : 0));
}

std::optional<Call> wrong_type(Call call) {
  if (call.arguments.empty()) return std::nullopt;
  json::value& value = call.arguments.begin()->value();
  value = in_another_type(value);
  return call;
}

/// Two characters change places in the first argument that has an end to get wrong.
std::optional<Call> mistyped(Call call) {
  for (auto& argument : call.arguments) {
    auto* text = argument.value().if_string();
    if (!text || text->size() < 2) continue;
    char& last = text->back();
    char& before = (*text)[text->size() - 2];
    if (last == before) continue;
    std::swap(last, before);
    return call;
  }
  return std::nullopt;
}

std::optional<Call> invented_argument(Call call) {
  call.arguments["urgent"] = true;
  return call;
}

}  // namespace

std::optional<Call> slip(const Call& good, std::uint64_t dice) {
  switch (dice % 10) {
    case 0:
      return unknown_tool(good);
    case 1:
      return missing_argument(good);
    case 2:
      return wrong_type(good);
    case 3:
    case 4:
      return mistyped(good);
    case 5:
      return invented_argument(good);
    default:
      return std::nullopt;
  }
}

}  // namespace tau
