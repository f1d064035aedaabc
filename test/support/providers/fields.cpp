#include "support/providers/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wmh::testing {
namespace {

const json::object& members_of(const json::value* value) {
  static const json::object none;
  return value != nullptr && value->is_object() ? value->get_object() : none;
}

bool is_whole(const json::value& value) {
  return value.is_int64() || value.is_uint64();
}

}  // namespace

Fields::Fields(const json::value* value, std::string where, Problem& problem)
    : members_(members_of(value)), where_(std::move(where)), problem_(problem) {
  if (value == nullptr)
    problem_.note(where_ + " is missing");
  else if (!value->is_object())
    problem_.note(where_ + " is no object");
}

void Fields::note(std::string_view name, std::string_view what) {
  problem_.note(fmt::format("{}.{} {}", where_, name, what));
}

bool Fields::has(std::string_view name) const {
  return members_.contains(name);
}

const json::value* Fields::any(std::string_view name) {
  known_.emplace(name);
  const json::value* value = members_.if_contains(name);
  if (value == nullptr) note(name, "is missing");
  return value;
}

std::string Fields::text(std::string_view name) {
  const json::value* value = any(name);
  if (value == nullptr) return {};
  if (!value->is_string()) return note(name, "is no text"), std::string();
  if (value->get_string().empty()) note(name, "is empty");
  return std::string(value->get_string());
}

std::string Fields::word(std::string_view name, std::initializer_list<std::string_view> allowed) {
  std::string given = text(name);
  if (std::find(allowed.begin(), allowed.end(), given) == allowed.end())
    note(name, fmt::format("is \"{}\", which is none of: {}", given, fmt::join(allowed, ", ")));
  return given;
}

std::int64_t Fields::integer(std::string_view name, std::int64_t least, std::int64_t most) {
  const json::value* value = any(name);
  if (value == nullptr) return least;
  if (!is_whole(*value)) return note(name, "is no integer"), least;
  boost::system::error_code too_large;
  const auto number = value->to_number<std::int64_t>(too_large);
  if (too_large || number < least || number > most)
    return note(name, fmt::format("is not from {} to {}", least, most)), least;
  return number;
}

double Fields::number(std::string_view name, double least, double most) {
  const json::value* value = any(name);
  if (value == nullptr) return least;
  if (!value->is_number()) return note(name, "is no number"), least;
  const double number = value->to_number<double>();
  if (number < least || number > most) note(name, fmt::format("is not from {} to {}", least, most));
  return number;
}

bool Fields::truth(std::string_view name) {
  const json::value* value = any(name);
  if (value != nullptr && !value->is_bool()) note(name, "is neither true nor false");
  return value != nullptr && value->is_bool() && value->get_bool();
}

Fields Fields::object(std::string_view name) {
  known_.emplace(name);
  return Fields(members_.if_contains(name), fmt::format("{}.{}", where_, name), problem_);
}

const json::array& Fields::list(std::string_view name) {
  static const json::array none;
  const json::value* value = any(name);
  if (value == nullptr) return none;
  if (!value->is_array()) return note(name, "is no array"), none;
  if (value->get_array().empty()) note(name, "is empty");
  return value->get_array();
}

void Fields::end() {
  for (const auto& member : members_)
    if (!known_.contains(std::string_view(member.key()))) note(member.key(), "is not known");
}

}  // namespace wmh::testing
