#pragma once

#include <wmh/provider.hpp>

#include "llm/answer_reader.hpp"
#include "providers/settings.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Sends once and reads the answer from the stream that it comes in; the reader then has it. May be
/// sent again as long as no text has come.
asio::awaitable<HttpOutcome> stream_completion(std::shared_ptr<HttpClient> client,
                                               std::shared_ptr<const ProviderSettings> settings,
                                               std::shared_ptr<AnswerReader<Completion>> reader,
                                               HttpRequest request, CallOptions options);

}  // namespace detail
WMH_END_NAMESPACE
