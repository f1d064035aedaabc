#pragma once

#include "offline/nearest_trial.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Learns by which weights of their features guesses are chosen. They begin as those that tell the
/// scores best (ridge regression) and move to where the score of a guess drawn with softmax
/// probabilities is highest (policy gradient, Williams 1992, with the expectation in full). Few
/// trials change little of what is believed without any: that nearness counts.
Features learn_choice_weights(const NearestTrials& trials);

}  // namespace detail
WMH_END_NAMESPACE
