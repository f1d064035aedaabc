// The words of Anthropic, OpenAI, Azure, AWS, llama.cpp, vLLM and Ollama in one table.
#include "providers/failure_words.hpp"

#include "util/text.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using enum FailureKind;

struct Row {
  std::string_view word;
  Verdict verdict;
};

constexpr Row words[] = {
    // Anthropic
    {"authentication_error", {authentication}},
    {"billing_error", {quota_exhausted}},
    {"permission_error", {permission}},
    {"not_found_error", {not_found}},
    {"request_too_large", {too_long}},
    {"rate_limit_error", {rate_limited, Retry::yes}},
    {"timeout_error", {server, Retry::yes}},
    {"overloaded_error", {overloaded, Retry::yes}},
    // OpenAI
    {"context_length_exceeded", {too_long}},
    {"content_policy_violation", {refused}},
    {"content_filter", {refused}},
    {"invalid_api_key", {authentication}},
    {"unsupported_country_region_territory", {permission}},
    {"model_not_found", {not_found}},
    {"insufficient_quota", {quota_exhausted}},
    {"billing_hard_limit_reached", {quota_exhausted}},
    {"rate_limit_exceeded", {rate_limited, Retry::yes}},
    // Azure
    {"DeploymentNotFound", {not_found}},
    {"RateLimitReached", {rate_limited, Retry::yes}},
    {"Timeout", {server, Retry::yes}},
    {"OperationNotSupported", {bad_request}},
    // AWS; inside a stream with a small first letter
    {"ValidationException", {bad_request}},
    {"ServiceQuotaExceededException", {quota_exhausted}},
    {"AccessDeniedException", {permission}},
    {"UnrecognizedClientException", {authentication}},
    {"InvalidSignatureException", {authentication}},
    {"SignatureDoesNotMatch", {authentication}},
    {"RequestTimeTooSkewed", {authentication}},
    {"ExpiredTokenException", {authentication}},
    {"MissingAuthenticationTokenException", {authentication}},
    {"ResourceNotFoundException", {not_found}},
    {"ModelTimeoutException", {server, Retry::once}},
    {"ModelErrorException", {server, Retry::once}},
    {"ModelStreamErrorException", {server, Retry::once}},
    {"ThrottlingException", {rate_limited, Retry::yes}},
    {"TooManyRequestsException", {rate_limited, Retry::yes}},
    {"ModelNotReadyException", {overloaded, Retry::yes}},
    {"InternalServerException", {server, Retry::yes}},
    {"ServiceUnavailableException", {overloaded, Retry::yes}},
    // llama.cpp
    {"exceed_context_size_error", {too_long}},
    {"unavailable_error", {overloaded, Retry::patiently}},
};

constexpr Row broad_words[] = {
    {"invalid_request_error", {bad_request}}, {"invalid_prompt", {bad_request}},
    {"conflict_error", {server, Retry::yes}}, {"api_error", {server, Retry::yes}},
    {"server_error", {server, Retry::yes}},   {"InternalError", {server, Retry::yes}},
    {"internal_error", {server, Retry::yes}},
};

/// In small letters, as the message is when it is searched.
constexpr Row phrases[] = {
    {"prompt is too long", {too_long}},     {"input is too long", {too_long}},
    {"maximum context length", {too_long}}, {"context window", {too_long}},
    {"context size", {too_long}},           {"spend limit", {quota_exhausted}},
    {"credit balance", {quota_exhausted}},  {"model identifier is invalid", {not_found}},
    {"end of its life", {not_found}},       {"overloaded", {overloaded, Retry::yes}},
};

template <std::size_t n>
std::optional<Verdict> find(const Row (&rows)[n], std::string_view word) noexcept {
  for (const Row& row : rows)
    if (same_ignoring_case(row.word, word)) return row.verdict;
  return std::nullopt;
}

}  // namespace

std::optional<Verdict> verdict_of_word(std::string_view word) noexcept {
  return find(words, word);
}

std::optional<Verdict> verdict_of_broad_word(std::string_view word) noexcept {
  return find(broad_words, word);
}

std::optional<Verdict> verdict_of_message(std::string_view message) {
  const std::string text = lower_case(message);
  for (const Row& row : phrases)
    if (text.find(row.word) != std::string::npos) return row.verdict;
  return std::nullopt;
}

Verdict verdict_of_status(int status) noexcept {
  switch (status) {
    case 401:
      return {authentication};
    case 402:
      return {quota_exhausted};
    case 403:
      return {permission};
    case 404:
    case 405:
    case 410:
      return {not_found};
    case 408:
    case 409:
      return {server, Retry::yes};
    case 413:
      return {too_long};
    case 424:
      return {server, Retry::once};
    case 429:
      return {rate_limited, Retry::yes};
    case 503:
    case 529:
      return {overloaded, Retry::yes};
    default:
      break;
  }
  if (status >= 500) return {server, Retry::yes};
  if (status >= 400) return {bad_request};
  return {malformed};
}

}  // namespace detail
WMH_END_NAMESPACE
