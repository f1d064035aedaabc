#include "judges/ask.hpp"

#include "util/text.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {

std::string refusal_of(const Completion& completion) {
  if (completion.finish != FinishReason::refused) return {};
  return completion.refusal.empty() ? "the model refused"
                                    : "the model refused: " + completion.refusal;
}

void add_correction(CompletionRequest& request, const Completion& completion,
                    std::string_view problem) {
  // Providers refuse a turn without a text.
  const bool blank = trim(completion.text).empty();
  request.messages.push_back({Role::assistant, blank ? "(no text)" : completion.text});
  const std::string_view cut = completion.finish == FinishReason::length
                                   ? " The reply was cut off: it was too long. Be brief."
                                   : "";
  request.messages.push_back(
      {Role::user, fmt::format("That reply cannot be used: {}.{} Look at the case once more and "
                               "answer with the complete JSON object that was asked for, and "
                               "nothing before or after it.",
                               problem, cut)});
}

}  // namespace detail
WMH_END_NAMESPACE
