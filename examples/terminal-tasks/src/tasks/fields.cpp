#include "tasks/fields.hpp"

namespace terminal {

Fields::Fields(const json::value& value, std::string place)
    : object_(value.if_object()), place_(std::move(place)) {
  if (!object_) fail(wmh::Error(wmh::errc::invalid_argument, place_ + " must be an object"));
}

const json::value* Fields::find(std::string_view name) {
  known_.emplace(name);
  return object_ ? object_->if_contains(name) : nullptr;
}

std::string Fields::text(std::string_view name) {
  if (!find(name)) fail(name, "is missing");
  return optional_text(name);
}

std::string Fields::optional_text(std::string_view name) {
  const json::value* found = find(name);
  if (!found) return {};
  if (!found->is_string()) {
    fail(name, "must be a string");
    return {};
  }
  return std::string(found->get_string());
}

std::string Fields::lines(std::string_view name) {
  const json::value* found = find(name);
  if (!found || !found->is_array()) return optional_text(name);
  std::string all;
  for (const json::value& line : found->get_array()) {
    if (!line.is_string()) {
      fail(name, "must be a list of strings");
      break;
    }
    all.append(line.get_string()) += '\n';
  }
  return all;
}

void Fields::fail(std::string_view name, std::string_view why) {
  fail(wmh::Error(wmh::errc::invalid_argument, place(name) + " " + std::string(why)));
}

void Fields::fail(wmh::Error error) {
  if (!error_) error_ = std::move(error);
}

std::optional<wmh::Error> Fields::error() {
  if (object_)
    for (const auto& member : *object_)
      if (!known_.contains(std::string_view(member.key()))) fail(member.key(), "is not known here");
  return error_;
}

}  // namespace terminal
