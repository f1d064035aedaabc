#pragma once

#include "soak/tally.hpp"

#include <chrono>
#include <cstdint>
#include <random>
#include <string>

namespace wmh::soak {

using Clock = std::chrono::steady_clock;

/// A server as clients see it, and whether its sessions can be kept just now. Callable from any
/// thread.
class Target {
 public:
  Target(std::string called, std::uint16_t listens, Tally& counts)
      : name(std::move(called)), port(listens), tally(counts) {}

  void begin_outage() { away_ = true; }
  void end_outage() {
    back_since_ = Clock::now().time_since_epoch();
    away_ = false;
  }
  /// Whether a request that was sent at that time may be refused.
  bool excuses(Clock::time_point sent) const {
    return away_ || sent.time_since_epoch() < back_since_.load() + grace;
  }

  const std::string name;
  const std::uint16_t port;
  Tally& tally;

 private:
  static constexpr Clock::duration grace = std::chrono::seconds(10);
  std::atomic<bool> away_ = false;
  std::atomic<Clock::duration> back_since_ = Clock::duration(-grace * 1000);
};

/// What an actor knows of the run.
struct Stage {
  Target& target;
  const std::atomic<bool>& stop;
  std::mt19937_64 random{};
  /// Between two steps of an agent.
  std::chrono::milliseconds pause{50};
  /// Recorded traces, to be uploaded.
  std::string corpus{};

  std::size_t below(std::size_t bound) { return random() % bound; }
  bool chance(std::size_t of_thousand) { return below(1000) < of_thousand; }
  /// Sleeps, but not past the end of the run. False: it has come.
  bool wait(std::chrono::milliseconds time) const;
};

}  // namespace wmh::soak
