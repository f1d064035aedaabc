#pragma once

#include "providers/failure.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// What a failure is and whether to send again.
struct Verdict {
  FailureKind kind = FailureKind::server;
  Retry retry = Retry::never;
};

/// By an error's code or type, in any case of letters, which says more than the status.
std::optional<Verdict> verdict_of_word(std::string_view word) noexcept;
/// By the types that some servers give to errors of every status; for answers of status 200.
std::optional<Verdict> verdict_of_broad_word(std::string_view word) noexcept;
/// By a phrase of the message, where providers have no word of their own.
std::optional<Verdict> verdict_of_message(std::string_view message);
Verdict verdict_of_status(int status) noexcept;

}  // namespace detail
WMH_END_NAMESPACE
