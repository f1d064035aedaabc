#include "net/rate_gate.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {

void RateGate::pause(const std::string& key, Time until, Time now) {
  std::erase_if(until_, [&](const auto& each) { return each.second <= now; });
  if (until <= now) return;
  auto& held = until_.try_emplace(key, until).first->second;
  held = std::max(held, until);
}

std::optional<RateGate::Time> RateGate::paused_until(const std::string& key, Time now) const {
  const auto found = until_.find(key);
  if (found == until_.end() || found->second <= now) return std::nullopt;
  return found->second;
}

}  // namespace detail
WMH_END_NAMESPACE
