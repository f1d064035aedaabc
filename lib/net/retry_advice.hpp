#pragma once

#include <wmh/version.hpp>

#include <chrono>
#include <limits>
#include <optional>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What an answer says about making its call again.
struct RetryAdvice {
  static constexpr int any_number = std::numeric_limits<int>::max();

  int attempts = 1;      ///< In all, that may help; 1: no other.
  bool patient = false;  ///< It passes by itself: the deadline bounds the attempts, no number does.
  std::optional<std::chrono::milliseconds> wait{};  ///< What it asks for before the next one.
  std::chrono::milliseconds pause{0};  ///< How long it holds back all calls of its key.
};

}  // namespace detail
WMH_END_NAMESPACE
