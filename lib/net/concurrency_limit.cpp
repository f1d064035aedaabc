#include "net/concurrency_limit.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {

void ConcurrencyLimit::succeeded() noexcept {
  if (now_ == most_) return;
  const bool known_bad = now_ + 1 >= refused_at_;
  if (++successes_ < now_ * (known_bad ? patience : 1)) return;
  successes_ = 0;
  ++now_;
  refused_at_ = std::max(refused_at_, now_ + 1);
}

void ConcurrencyLimit::refused(int round) noexcept {
  if (round != round_) return;
  ++round_;
  refused_at_ = now_;
  now_ = std::max<std::size_t>(now_ / 2, 1);
  successes_ = 0;
}

}  // namespace detail
WMH_END_NAMESPACE
