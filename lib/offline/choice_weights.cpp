#include "offline/choice_weights.hpp"

#include "offline/ridge.hpp"
#include "util/mix_hash.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr double ridge_penalty = 10;
constexpr double temperature = 0.06;  // a difference of weighed features that counts e times
constexpr double tie = 1.0;           // to the ridge regression's weights
constexpr double few = 1000;          // trials, below which the tie is much stronger
constexpr std::size_t epochs = 10;
constexpr std::size_t batch_size = 32;
constexpr double rate = 0.02;

/// What is believed before there are many trials: nearness counts, and that near ones agree.
Features first_weights(std::size_t trials) {
  constexpr double worth = 20;  // trials
  const double belief = worth / (worth + static_cast<double>(trials));
  Features weights{};
  weights[feature::arguments] = 0.5 * belief;
  weights[feature::task] = 0.2 * belief;
  weights[feature::close_support] = 0.3 * belief;
  return weights;
}

/// The standard deviation of each feature, so that one step fits all; 1 where it does not vary.
Features scales_of(const NearestTrials& trials) {
  Features sums{}, squares{}, scales{};
  double count = 0;
  for (const NearestTrial* trial : trials)
    for (const Features& features : trial->features) {
      ++count;
      for (std::size_t i = 0; i < feature_count; ++i) {
        sums[i] += features[i];
        squares[i] += features[i] * features[i];
      }
    }
  for (std::size_t i = 0; i < feature_count; ++i) {
    const double variance = squares[i] / count - (sums[i] / count) * (sums[i] / count);
    scales[i] = variance > 1e-9 ? std::sqrt(variance) : 1;
  }
  return scales;
}

Features divided(const Features& features, const Features& scales) {
  Features result;
  for (std::size_t i = 0; i < feature_count; ++i)
    result[i] = features[i] / scales[i];
  return result;
}

/// Learns by how much the scores differ from what is believed first.
Features ridge_weights(const NearestTrials& trials, const Features& scales) {
  const Features first = first_weights(trials.size());
  RidgeRegression regression;
  for (const NearestTrial* trial : trials)
    for (std::size_t i = 0; i < trial->features.size(); ++i)
      regression.add(divided(trial->features[i], scales),
                     trial->scores[i] - dot(first, trial->features[i]));
  Features weights = regression.solve(ridge_penalty);
  for (std::size_t i = 0; i < feature_count; ++i)
    weights[i] += first[i] * scales[i];
  return weights;
}

/// Adds the gradient of the expected score of one trial.
void add_gradient(Features& gradient, const NearestTrial& trial, const Features& weights,
                  const Features& scales) {
  const Features raw = divided(weights, scales);
  std::vector<double> chances;
  for (const Features& features : trial.features)
    chances.push_back(dot(raw, features) / temperature);
  const double highest = *std::max_element(chances.begin(), chances.end());
  for (double& chance : chances)
    chance = std::exp(chance - highest);
  const double sum = std::accumulate(chances.begin(), chances.end(), 0.0);
  double expected = 0;
  for (std::size_t i = 0; i < chances.size(); ++i)
    expected += (chances[i] /= sum) * trial.scores[i];
  for (std::size_t i = 0; i < chances.size(); ++i) {
    const double pull = chances[i] * (trial.scores[i] - expected) / temperature;
    for (std::size_t k = 0; k < feature_count; ++k)
      gradient[k] += pull * trial.features[i][k] / scales[k];
  }
}

/// Steps uphill (Adam; Kingma and Ba 2015), ever smaller ones.
class Ascent {
 public:
  explicit Ascent(std::size_t steps) : steps_(static_cast<double>(steps)) {}

  void step(Features& weights, const Features& gradient) {
    constexpr double keep = 0.9, keep_squares = 0.99;
    ++taken_;
    const double now = rate * (1 - taken_ / (steps_ + 1));
    for (std::size_t i = 0; i < feature_count; ++i) {
      mean_[i] = keep * mean_[i] + (1 - keep) * gradient[i];
      squares_[i] = keep_squares * squares_[i] + (1 - keep_squares) * gradient[i] * gradient[i];
      const double mean = mean_[i] / (1 - std::pow(keep, taken_));
      const double square = squares_[i] / (1 - std::pow(keep_squares, taken_));
      weights[i] += now * mean / (std::sqrt(square) + 1e-9);
    }
  }

 private:
  double steps_, taken_ = 0;
  Features mean_{}, squares_{};
};

/// The trials in an order that depends on nothing but the epoch.
NearestTrials shuffled(const NearestTrials& trials, std::size_t epoch) {
  std::vector<std::size_t> order(trials.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [epoch](std::size_t a, std::size_t b) {
    return mix_hash(epoch + 1, a) < mix_hash(epoch + 1, b);
  });
  NearestTrials result;
  for (const std::size_t i : order)
    result.push_back(trials[i]);
  return result;
}

}  // namespace

Features learn_choice_weights(const NearestTrials& trials) {
  const std::size_t count = trials.size();
  if (count == 0) return first_weights(0);
  const Features scales = scales_of(trials);
  const Features begin = ridge_weights(trials, scales);
  const double pull_back = 2 * tie * (1 + few / static_cast<double>(count));
  Features weights = begin;
  Ascent ascent(epochs * ((count + batch_size - 1) / batch_size));
  for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
    const NearestTrials order = shuffled(trials, epoch);
    for (std::size_t at = 0; at < count; at += batch_size) {
      const std::size_t size = std::min(batch_size, count - at);
      Features gradient{};
      for (std::size_t i = at; i < at + size; ++i)
        add_gradient(gradient, *order[i], weights, scales);
      for (std::size_t i = 0; i < feature_count; ++i)
        gradient[i] = gradient[i] / static_cast<double>(size) - pull_back * (weights[i] - begin[i]);
      ascent.step(weights, gradient);
    }
  }
  return divided(weights, scales);
}

}  // namespace detail
WMH_END_NAMESPACE
