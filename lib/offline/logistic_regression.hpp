#pragma once

#include <wmh/version.hpp>

#include <array>
#include <cstddef>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What an answer shows of how right it may be, each number of any scale.
inline constexpr std::size_t confidence_input_count = 6;
using ConfidenceInputs = std::array<double, confidence_input_count>;

/// An answer that is known to be right or wrong.
struct ConfidenceTrial {
  ConfidenceInputs inputs{};
  bool right = false;
};

/// The chance of being right as a logistic function of what an answer shows.
struct LogisticRegression {
  /// One half for all answers without trials. Large weights are penalised: few trials tell little.
  static LogisticRegression fit(const std::vector<ConfidenceTrial>& trials);

  double operator()(const ConfidenceInputs& inputs) const;
  /// For inputs of which one is no longer (number - mean) / deviation, but the number itself.
  void unscale(std::size_t input, double mean, double deviation);

  double offset = 0;
  ConfidenceInputs weights{};
};

}  // namespace detail
WMH_END_NAMESPACE
