#include "llm/answer_reader.hpp"

WMH_BEGIN_NAMESPACE

detail::RetryAdvice detail::advice_of(const Failure& failure) noexcept {
  RetryAdvice advice;
  advice.wait = failure.retry_after;
  switch (failure.retry) {
    case Retry::never:
      break;
    case Retry::once:
      advice.attempts = 2;
      break;
    case Retry::patiently:
      advice.patient = true;
      break;
    case Retry::yes:
      advice.attempts = RetryAdvice::any_number;
      break;
  }
  return advice;
}

WMH_END_NAMESPACE
