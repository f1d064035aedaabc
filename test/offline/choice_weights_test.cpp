#include "offline/choice_weights.hpp"

#include "offline/ridge.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

Features with(std::size_t feature, double value) {
  Features features{};
  features[0] = 1;
  features[feature] = value;
  return features;
}

/// Two guesses, of which the one with the flag of feature 3 is right.
NearestTrial telling_trial(bool first) {
  NearestTrial trial;
  trial.features = {with(first ? 3 : 4, 1), with(first ? 4 : 3, 1)};
  trial.scores = {first ? 1.0 : 0, first ? 0 : 1.0};
  return trial;
}

NearestTrials pointers(const std::vector<NearestTrial>& trials) {
  NearestTrials all;
  for (const NearestTrial& trial : trials)
    all.push_back(&trial);
  return all;
}

TEST(ChoiceWeights, WithoutTrialsNearnessCounts) {
  const Features weights = learn_choice_weights({});
  EXPECT_EQ(weights[feature::arguments], 0.5);
  EXPECT_EQ(weights[feature::task], 0.2);
  EXPECT_EQ(weights[feature::close_support], 0.3);
}

TEST(ChoiceWeights, FindTheFeatureThatTellsTheScore) {
  std::vector<NearestTrial> trials;
  for (int i = 0; i < 400; ++i)
    trials.push_back(telling_trial(i % 2 == 0));
  const Features weights = learn_choice_weights(pointers(trials));
  EXPECT_GT(weights[3] - weights[4], 0.8);
  EXPECT_EQ(weights, learn_choice_weights(pointers(trials))) << "the same every time";
}

TEST(ChoiceWeights, OneTrialChangesLittle) {
  const NearestTrial trial = telling_trial(true);
  const Features weights = learn_choice_weights({&trial});
  EXPECT_GT(weights[feature::arguments], 0.4);
  EXPECT_LT(weights[3] - weights[4], 0.3);
}

/// The score that the best guess of each trial reaches, by some weights.
double reached(const std::vector<NearestTrial>& trials, const Features& weights) {
  double sum = 0;
  for (const NearestTrial& trial : trials) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < trial.features.size(); ++i)
      if (dot(weights, trial.features[i]) > dot(weights, trial.features[best])) best = i;
    sum += trial.scores[best];
  }
  return sum / static_cast<double>(trials.size());
}

TEST(ChoiceWeights, AreForChoosingWellAndNotForTellingScores) {
  // Feature 5 tells the right guess of a trial by a little. Scores differ far more from trial to
  // trial, as feature 6 of all its guesses says, and one guess of each second trial misleads.
  std::vector<NearestTrial> trials;
  for (int i = 0; i < 600; ++i) {
    NearestTrial trial;
    const double level = i % 5 / 5.0;
    for (int guess = 0; guess < 3; ++guess) {
      Features features = with(5, guess == 0 ? 0.1 : 0);
      features[6] = level;
      features[7] = guess == 1 && i % 2 == 0 ? 1 : 0;
      trial.features.push_back(features);
      trial.scores.push_back(level + (guess == 0 ? 0.15 : 0) + features[7] * 0.05);
    }
    trials.push_back(std::move(trial));
  }
  EXPECT_NEAR(reached(trials, learn_choice_weights(pointers(trials))), 0.55, 1e-9);
}

}  // namespace
}  // namespace wmh::detail
