#include "providers/dialect.hpp"

#include "providers/anthropic.hpp"
#include "providers/azure_openai.hpp"
#include "providers/bedrock.hpp"
#include "providers/openai_chat.hpp"
#include "providers/openai_responses.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {

Dialect dialect_of(ProviderKind kind) noexcept {
  switch (kind) {
    case ProviderKind::openai:
      return {encode_openai_chat, decode_openai_chat};
    case ProviderKind::openai_responses:
      return {encode_openai_responses, decode_openai_responses};
    case ProviderKind::azure_openai:
      return {encode_azure_openai, decode_azure_openai};
    case ProviderKind::bedrock:
      return {encode_bedrock, decode_bedrock};
    case ProviderKind::anthropic:
      break;
  }
  return {encode_anthropic, decode_anthropic};
}

Result<Completion> usable(Completion completion, const CompletionRequest& request) {
  if (completion.finish == FinishReason::refused)
    return Error(
        errc::provider_refused,
        fmt::format("{} refused ({}); change the prompt", completion.model,
                    completion.refusal.empty() ? completion.finish_word : completion.refusal));
  const bool cut = completion.finish == FinishReason::length;
  const bool wanted_whole = request.schema && !request.keep_partial;
  if (cut && (completion.text.empty() || wanted_whole))
    return Error(errc::limit_reached,
                 fmt::format("{} used up max_tokens = {} before {}; raise it, or lower the "
                             "reasoning effort",
                             completion.model, request.max_tokens,
                             completion.text.empty() ? "it said anything" : "its JSON ended"));
  return completion;
}

}  // namespace detail
WMH_END_NAMESPACE
