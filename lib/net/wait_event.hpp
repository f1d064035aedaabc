#pragma once

#include <wmh/version.hpp>

#include <chrono>
#include <functional>
#include <string>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A call is about to wait. Nothing waits for more than its own I/O without one.
struct WaitEvent {
  enum class Cause {
    turn,   ///< As many calls of its key are under way as may be; `duration` is not known: 0.
    pause,  ///< The key was told to slow down.
    retry   ///< A failed attempt is made again after `duration`.
  };
  Cause cause = Cause::turn;
  std::string origin{};  ///< "https://api.example.com"
  std::chrono::milliseconds duration{0};
  int attempts = 0;       ///< Made so far; 0 for turn and pause.
  int status = 0;         ///< Of the last answer; 0 when there was none.
  std::string message{};  ///< What failed; empty for turn and pause.
};

/// Called on the client's executor; must not block.
using WaitObserver = std::function<void(const WaitEvent&)>;

}  // namespace detail
WMH_END_NAMESPACE
