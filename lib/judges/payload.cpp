#include "judges/payload.hpp"

#include <wmh/json.hpp>

#include "util/hash.hpp"
#include "util/text.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

bool starts_character(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
}

/// Where the first `count` characters end.
std::size_t skip_characters(std::string_view text, std::size_t count) noexcept {
  std::size_t position = 0;
  for (; position < text.size(); ++position)
    if (starts_character(text[position]) && count-- == 0) break;
  return position;
}

json::value or_null(const std::optional<std::string>& text) {
  return text ? json::value(*text) : json::value(nullptr);
}

}  // namespace

std::size_t count_characters(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text)
    count += starts_character(c);
  return count;
}

std::string cut_characters(std::string_view text, std::size_t limit) {
  const std::size_t length = count_characters(text);
  if (length <= limit) return std::string(text);
  const std::size_t half = limit / 2;
  const std::size_t head = skip_characters(text, half);
  const std::size_t tail = skip_characters(text, length - half);
  return fmt::format("{}\n[... {} characters left out ...]\n{}", text.substr(0, head),
                     length - 2 * half, text.substr(tail));
}

std::string show_observation(const Observation& observation, std::size_t limit) {
  const std::size_t length = count_characters(observation.content);
  json::object shown{{"is_error", observation.is_error},
                     {"content_length", length},
                     {"empty_content", trim(observation.content).empty()},
                     {"content", cut_characters(observation.content, limit)}};
  if (length > limit) {
    shown["content_cut"] = true;
    shown["content_blake2b_64"] = fmt::format("{:016x}", blake2b_64_number(observation.content));
  }
  return to_text(shown);
}

std::string show_action(const Action& action, std::size_t limit) {
  json::object shown{{"kind", to_string(action.kind())}};
  if (action.kind() == ActionKind::tool_call) {
    shown["name"] = or_null(action.optional_name());
    shown["arguments"] = action.arguments();
  } else {
    shown["content"] = or_null(action.optional_content());
  }
  return cut_characters(to_text(shown), limit);
}

std::string show_comparison(const Step& truth, const Observation& predicted, std::size_t limit) {
  return fmt::format("ACTION:\n{}\n\nACTUAL:\n{}\n\nPREDICTED:\n{}",
                     show_action(truth.action, limit), show_observation(truth.observation, limit),
                     show_observation(predicted, limit));
}

}  // namespace detail
WMH_END_NAMESPACE
