#include "llm/report_waits.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::string_view to_string(WaitEvent::Cause cause) noexcept {
  switch (cause) {
    case WaitEvent::Cause::turn:
      return "turn";
    case WaitEvent::Cause::pause:
      return "pause";
    case WaitEvent::Cause::retry:
      break;
  }
  return "retry";
}

void report(Observer& observer, const WaitEvent& wait) {
  const bool full = wait.cause == WaitEvent::Cause::turn;
  const Severity severity = full ? Severity::debug : Severity::warning;
  if (!observer.enabled(severity)) return;
  const Field fields[] = {{"origin", std::string_view(wait.origin)},
                          {"cause", to_string(wait.cause)},
                          {"seconds", std::chrono::duration<double>(wait.duration).count()},
                          {"attempts", static_cast<std::int64_t>(wait.attempts)},
                          {"status", static_cast<std::int64_t>(wait.status)},
                          {"message", std::string_view(wait.message)}};
  observer.on_event({severity, "wmh.provider.wait", fields});
}

}  // namespace

WaitObserver report_waits(std::shared_ptr<Observer> observer) {
  if (!observer) return {};
  return [observer = std::move(observer)](const WaitEvent& wait) {
    report(*observer, wait);
  };
}

}  // namespace detail
WMH_END_NAMESPACE
