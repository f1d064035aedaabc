#include "offline/nearest.hpp"

#include "offline/choice_weights.hpp"
#include "offline/ridge.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_compared = 15;  // guesses that are compared with each other
constexpr double temperature = 0.1;        // a difference of promise that counts e times as much
constexpr double right_score = 0.95;
constexpr std::size_t promise_input = 0;

NearestTrials of_fold(const std::vector<NearestTrial>& trials, std::size_t fold) {
  NearestTrials some;
  for (const NearestTrial& trial : trials)
    if (trial.fold == fold) some.push_back(&trial);
  return some;
}

/// A mean and a standard deviation.
struct Spread {
  double mean = 0, deviation = 1;
};

/// Of what the guesses of the trials promise: weights from other trials are of another scale.
Spread spread_of(const NearestTrials& trials, const Features& weights) {
  double sum = 0, squares = 0, count = 0;
  for (const NearestTrial* trial : trials)
    for (const Features& features : trial->features) {
      const double promise = dot(weights, features);
      sum += promise;
      squares += promise * promise;
      ++count;
    }
  if (count == 0) return {};
  const double mean = sum / count;
  const double variance = squares / count - mean * mean;
  return {mean, variance > 0 ? std::sqrt(variance) : 1};
}

/// Finite for none and all.
double log_odds(double share) {
  constexpr double least = 0.02;
  return std::log((share + least) / (1 - share + least));
}

/// What a choice shows: its promise; how alike to it the others are, each by its weight, and how
/// many of them are right if it is; the length of what it says, whether that is an error, and how
/// many guesses there are.
ConfidenceInputs inputs_of(const Choice& choice, double promise,
                           const std::vector<Guess>& guesses) {
  const Profile& chosen = *guesses[choice.guess].profile;
  double sum = 0, alike = 0, equal = 0;
  for (std::size_t i = 0; i < guesses.size(); ++i) {
    if (choice.weights[i] == 0) continue;
    const double similarity = structural_similarity(*guesses[i].profile, chosen);
    sum += choice.weights[i];
    alike += choice.weights[i] * similarity;
    if (similarity >= right_score) equal += choice.weights[i];
  }
  return {promise,
          log_odds(alike / sum),
          log_odds(equal / sum),
          std::log1p(static_cast<double>(chosen.length())),
          chosen.is_error() ? 1.0 : 0.0,
          std::log(static_cast<double>(guesses.size()))};
}

}  // namespace

double NearestModel::promise(const Features& features) const {
  return dot(weights, features);
}

Choice choose(const std::vector<Guess>& guesses, const std::vector<Features>& features,
              const NearestModel& model) {
  std::vector<double> promised;
  for (const Features& each : features)
    promised.push_back(model.promise(each));
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
  }
  best.inputs = inputs_of(best, promised[best.guess], guesses);
  return best;
}

NearestModel learn_nearest(const std::vector<NearestTrial>& trials) {
  std::array<std::vector<ConfidenceTrial>, 2> chosen;
  for (std::size_t fold = 0; fold < 2; ++fold) {
    const NearestTrials others = of_fold(trials, 1 - fold);
    NearestModel model;
    model.weights = learn_choice_weights(others);
    const Spread spread = spread_of(others, model.weights);
    for (const NearestTrial* trial : of_fold(trials, fold)) {
      const Choice choice = choose(trial->guesses, trial->features, model);
      ConfidenceTrial shown{choice.inputs, trial->scores[choice.guess] >= right_score};
      shown.inputs[promise_input] = (choice.inputs[promise_input] - spread.mean) / spread.deviation;
      chosen[trial->task_recorded ? 1 : 0].push_back(shown);
    }
  }
  NearestTrials all;
  for (const NearestTrial& trial : trials)
    all.push_back(&trial);
  NearestModel model;
  model.weights = learn_choice_weights(all);
  const Spread spread = spread_of(all, model.weights);
  for (std::size_t i = 0; i < 2; ++i) {
    model.calibrations[i] = Calibration::fit(chosen[i]);
    model.calibrations[i].regression.unscale(promise_input, spread.mean, spread.deviation);
  }
  return model;
}

}  // namespace detail
WMH_END_NAMESPACE
