#include "providers/failure.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

errc code_of(FailureKind kind) noexcept {
  switch (kind) {
    case FailureKind::authentication:
    case FailureKind::permission:
      return errc::unauthorized;
    case FailureKind::rate_limited:
      return errc::rate_limited;
    case FailureKind::overloaded:
    case FailureKind::server:
    case FailureKind::malformed:
      return errc::provider_unavailable;
    case FailureKind::not_found:
    case FailureKind::bad_request:
    case FailureKind::too_long:
    case FailureKind::refused:
    case FailureKind::quota_exhausted:
      break;
  }
  return errc::provider_refused;
}

std::string_view advice_for(FailureKind kind) noexcept {
  switch (kind) {
    case FailureKind::authentication:
      return "check the key";
    case FailureKind::permission:
      return "check what the key may use";
    case FailureKind::not_found:
      return "check the model and the address";
    case FailureKind::bad_request:
      return "change the request";
    case FailureKind::too_long:
      return "shorten the prompt";
    case FailureKind::refused:
      return "change the prompt";
    case FailureKind::quota_exhausted:
      return "check the account's plan and limits";
    case FailureKind::rate_limited:
    case FailureKind::overloaded:
    case FailureKind::server:
    case FailureKind::malformed:
      break;
  }
  return "try again later";
}

std::string in_words(std::chrono::milliseconds wait) {
  return fmt::format("{:g} s", static_cast<double>(wait.count()) / 1000);
}

}  // namespace

std::string_view to_string(FailureKind kind) noexcept {
  switch (kind) {
    case FailureKind::authentication:
      return "authentication";
    case FailureKind::permission:
      return "permission";
    case FailureKind::not_found:
      return "not_found";
    case FailureKind::bad_request:
      return "bad_request";
    case FailureKind::too_long:
      return "too_long";
    case FailureKind::refused:
      return "refused";
    case FailureKind::rate_limited:
      return "rate_limited";
    case FailureKind::overloaded:
      return "overloaded";
    case FailureKind::quota_exhausted:
      return "quota_exhausted";
    case FailureKind::server:
      return "server";
    case FailureKind::malformed:
      break;
  }
  return "malformed";
}

Error to_error(const Failure& failure, std::string_view provider) {
  std::string text = fmt::format("{}: {}", provider, to_string(failure.kind));
  if (failure.status != 0) text += fmt::format(" (status {})", failure.status);
  if (!failure.code.empty()) text += fmt::format(" {}", failure.code);
  if (!failure.message.empty()) text += fmt::format(": {}", failure.message);
  if (!failure.parameter.empty()) text += fmt::format(" [parameter {}]", failure.parameter);
  if (!failure.request_id.empty()) text += fmt::format(" [request {}]", failure.request_id);
  const bool plain = failure.advice.empty();
  text += fmt::format("; {}", plain ? advice_for(failure.kind) : std::string_view(failure.advice));
  if (failure.retry_after) text += fmt::format(" (after {})", in_words(*failure.retry_after));
  Error error(code_of(failure.kind), std::move(text));
  if (failure.retry_after) return std::move(error).with_retry_after(*failure.retry_after);
  return error;
}

bool is_quota_exhausted(const Error& error) noexcept {
  const std::string_view message = error.message();
  const std::size_t colon = message.find(": ");
  return error.code() == errc::provider_refused && colon != std::string_view::npos &&
         message.substr(colon + 2).starts_with(to_string(FailureKind::quota_exhausted));
}

}  // namespace detail
WMH_END_NAMESPACE
