#include "testbed/wire.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

Error wrong(std::string_view key, std::string_view expected) {
  return Error(errc::invalid_argument, fmt::format("\"{}\" must be {}", key, expected));
}

Result<const json::object*> object_of(const json::value& value, std::string_view what) {
  if (const auto* object = value.if_object()) return object;
  return wrong(what, "an object");
}

Result<json::object> object_member(const json::object& message, std::string_view key) {
  const auto* value = message.if_contains(key);
  if (!value || value->is_null()) return json::object();
  if (const auto* object = value->if_object()) return *object;
  return wrong(key, "an object");
}

}  // namespace

json::object to_json(const Assignment& assignment) {
  return {{"trace_id", assignment.trace_id},
          {"task", assignment.task ? json::value(*assignment.task) : json::value(nullptr)},
          {"state", wmh::to_json(assignment.state)},
          {"metadata", assignment.metadata}};
}

json::object to_json(const Outcome& outcome) {
  return {{"success", outcome.success}, {"details", outcome.details}};
}

json::array to_json(std::span<const Step> steps) {
  json::array all;
  all.reserve(steps.size());
  for (const Step& step : steps)
    all.push_back(wmh::to_json(step));
  return all;
}

Result<Assignment> assignment_from_json(const json::value& value) {
  const auto object = object_of(value, "assignment");
  if (!object) return object.error();
  Assignment assignment;
  auto id = text_member(**object, "trace_id");
  if (!id) return std::move(id).error().in("assignment");
  if (!*id || (*id)->empty()) return wrong("trace_id", "a text").in("assignment");
  assignment.trace_id = std::move(**id);
  auto task = text_member(**object, "task");
  if (!task) return std::move(task).error().in("assignment");
  assignment.task = std::move(*task);
  auto metadata = object_member(**object, "metadata");
  if (!metadata) return std::move(metadata).error().in("assignment");
  assignment.metadata = std::move(*metadata);
  if (const auto* given = (*object)->if_contains("state"); given && !given->is_null()) {
    auto state = state_from_json(*given);
    if (!state) return std::move(state).error().in("assignment");
    assignment.state = std::move(*state);
  }
  return assignment;
}

Result<Outcome> outcome_from_json(const json::value& value) {
  const auto object = object_of(value, "outcome");
  if (!object) return object.error();
  const auto* success = (*object)->if_contains("success");
  if (!success || !success->is_bool()) return wrong("success", "true or false").in("outcome");
  auto details = object_member(**object, "details");
  if (!details) return std::move(details).error().in("outcome");
  return Outcome{success->get_bool(), std::move(*details)};
}

Result<std::vector<Step>> steps_from_json(const json::value& value) {
  const auto* array = value.if_array();
  if (!array) return wrong("steps", "a list");
  std::vector<Step> steps;
  for (const json::value& each : *array) {
    auto step = step_from_json(each);
    if (!step) return std::move(step).error();
    steps.push_back(std::move(*step));
  }
  return steps;
}

Result<const json::value*> member(const json::object& message, std::string_view key) {
  if (const auto* value = message.if_contains(key)) return value;
  return Error(errc::invalid_argument, fmt::format("\"{}\" is missing", key));
}

Result<std::size_t> number_member(const json::object& message, std::string_view key) {
  const auto value = member(message, key);
  if (!value) return value.error();
  const auto* number = (*value)->if_int64();
  if (!number || *number < 0) return wrong(key, "a whole number from 0");
  return static_cast<std::size_t>(*number);
}

Result<std::optional<std::string>> text_member(const json::object& message, std::string_view key) {
  const auto* value = message.if_contains(key);
  if (!value || value->is_null()) return std::optional<std::string>();
  if (const auto* text = value->if_string()) return std::optional(std::string(*text));
  return wrong(key, "a text");
}

}  // namespace detail
WMH_END_NAMESPACE
