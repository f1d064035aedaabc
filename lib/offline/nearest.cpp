#include "offline/nearest.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr double penalty = 10;
constexpr std::size_t most_compared = 15;  // guesses that are compared with each other
constexpr double temperature = 0.04;       // a difference of score that counts e times as much
constexpr double right_score = 0.95;

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

/// Learns by how much the scores differ from what is believed first, so that few trials change
/// little.
template <class Use>
Features learn_weights(const std::vector<NearestTrial>& trials, Use use) {
  const Features first = first_weights(trials.size());
  RidgeRegression regression;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    if (!use(i)) continue;
    for (std::size_t j = 0; j < trials[i].features.size(); ++j)
      regression.add(trials[i].features[j],
                     trials[i].scores[j] - dot(first, trials[i].features[j]));
  }
  Features weights = regression.solve(penalty);
  for (std::size_t i = 0; i < feature_count; ++i)
    weights[i] += first[i];
  return weights;
}

}  // namespace

Choice choose(const std::vector<Guess>& guesses, const std::vector<Features>& features,
              const NearestModel& model) {
  std::vector<double> promised;
  for (const Features& each : features)
    promised.push_back(model.expected_score(each));
  std::vector<std::size_t> order(guesses.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return promised[a] > promised[b]; });
  order.resize(std::min(order.size(), most_compared));

  Choice best;
  best.weights.resize(guesses.size());
  for (const std::size_t guess : order)
    best.weights[guess] = std::exp((promised[guess] - promised[order.front()]) / temperature);
  double best_support = -1;
  for (const std::size_t guess : order) {
    double support = 0;
    for (const std::size_t truth : order)
      support += best.weights[truth] *
                 structural_similarity(*guesses[truth].profile, *guesses[guess].profile);
    if (support <= best_support) continue;
    best_support = support;
    best.guess = guess;
    best.score = promised[guess];
  }
  return best;
}

NearestModel learn_nearest(const std::vector<NearestTrial>& trials, DifferenceModel difference) {
  std::array<std::vector<Calibration::Trial>, 2> chosen;
  for (std::size_t fold = 0; fold < 2; ++fold) {
    NearestModel other;
    other.weights = learn_weights(trials, [&](std::size_t i) { return trials[i].fold != fold; });
    for (std::size_t i = 0; i < trials.size(); ++i) {
      if (trials[i].fold != fold) continue;
      const Choice choice = choose(trials[i].guesses, trials[i].features, other);
      chosen[trials[i].task_recorded ? 1 : 0].push_back(
          {choice.score, trials[i].scores[choice.guess] >= right_score});
    }
  }
  NearestModel model;
  model.difference = std::move(difference);
  model.weights = learn_weights(trials, [](std::size_t) { return true; });
  for (std::size_t i = 0; i < 2; ++i)
    model.calibrations[i] = Calibration::fit(std::move(chosen[i]));
  return model;
}

}  // namespace detail
WMH_END_NAMESPACE
