#pragma once

#include <wmh/version.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <string>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Which keys were told to slow down, and until when: a 429 holds back every call of its key, not
/// only the one that met it. The time is told by the caller. Not thread-safe.
class RateGate {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// Nobody passes before `until`. A pause never becomes shorter.
  void pause(const std::string& key, Time until, Time now);

  /// When the pause of a key ends; empty when it may go on now.
  std::optional<Time> paused_until(const std::string& key, Time now) const;

 private:
  std::map<std::string, Time> until_{};
};

}  // namespace detail
WMH_END_NAMESPACE
