#include "prompt/step_reply.hpp"

#include <wmh/json.hpp>

#include "util/json_in_text.hpp"
#include "util/text.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <charconv>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::array<std::string_view, 3> keys = {"output", "is_error", "state_note"};

/// Strings as they are, containers as their JSON, nothing for null.
std::string text_of(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  return value.is_null() ? std::string() : to_text(value);
}

std::string text_in(const json::object& members, std::string_view key) {
  const json::value* value = members.if_contains(key);
  return value ? text_of(*value) : std::string();
}

bool truth_of(const json::value* value) {
  if (value == nullptr) return false;
  if (value->is_bool()) return value->get_bool();
  const std::string text = text_of(*value);
  return text == "true" || text == "True" || text == "1";
}

std::optional<double> confidence_in(const json::object& members) {
  const json::value* value = members.if_contains("confidence");
  if (value == nullptr) return std::nullopt;
  const std::string text = text_of(*value);
  double number = -1;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number >= 0 && number <= 1 ? std::optional<double>(number) : std::nullopt;
}

StepReply reply_of(const json::object& members) {
  StepReply reply;
  reply.output = text_in(members, "output");
  reply.is_error = truth_of(members.if_contains("is_error"));
  reply.state_note = std::string(trim(text_in(members, "state_note")));
  std::replace(reply.state_note.begin(), reply.state_note.end(), '\n', ' ');
  reply.confidence = confidence_in(members);
  return reply;
}

/// Without a fence around the whole.
std::string_view without_fence(std::string_view text) {
  text = trim(text);
  if (!text.starts_with("```")) return text;
  const std::size_t line = text.find('\n');
  if (line == std::string_view::npos) return text;
  text.remove_prefix(line + 1);
  if (text.ends_with("```")) text.remove_suffix(3);
  return trim(text);
}

}  // namespace

StepReply read_step_reply(std::string_view text) {
  if (const auto whole = find_object(text, keys)) return reply_of(*whole);
  if (const auto part = salvage_object(text, keys)) {
    StepReply reply = reply_of(part->members);
    reply.cut_off = true;
    return reply;
  }
  StepReply reply;
  reply.output = std::string(without_fence(text));
  reply.in_form = false;
  return reply;
}

}  // namespace detail
WMH_END_NAMESPACE
