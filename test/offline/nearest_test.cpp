#include "offline/nearest.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace wmh::detail {
namespace {

Guess guess(const char* content) {
  Guess guess;
  guess.observation = {content};
  guess.profile = std::make_shared<const Profile>(guess.observation);
  return guess;
}

Features promise(double value) {
  Features features{};
  features[0] = value;
  return features;
}

NearestModel believing() {
  NearestModel model;
  model.weights[0] = 1;
  return model;
}

TEST(Choose, TheOneThatPromisesMostUnlessOthersAgreeAgainstIt) {
  const std::vector<Guess> guesses{guess("a b"), guess("c d"), guess("c d e")};
  const Choice sure = choose(guesses, {promise(0.9), promise(0.2), promise(0.2)}, believing());
  EXPECT_EQ(sure.guess, 0U);
  EXPECT_EQ(sure.score, 0.9);
  EXPECT_EQ(sure.weights[0], 1);
  EXPECT_NEAR(sure.weights[1], std::exp(-0.7 / 0.04), 1e-12);
  const Choice unsure = choose(guesses, {promise(0.52), promise(0.51), promise(0.5)}, believing());
  EXPECT_EQ(unsure.guess, 1U);
}

TEST(Choose, OfEqualOnesTheFirst) {
  const std::vector<Guess> guesses{guess("a"), guess("b")};
  EXPECT_EQ(choose(guesses, {promise(0.5), promise(0.5)}, believing()).guess, 0U);
  EXPECT_EQ(choose({guesses[0]}, {promise(-1)}, believing()).guess, 0U);
}

TEST(Choose, ComparesTheFifteenThatPromiseMost) {
  std::vector<Guess> guesses;
  std::vector<Features> features;
  for (int i = 0; i < 20; ++i) {
    guesses.push_back(guess("a"));
    features.push_back(promise(i * 0.001));
  }
  const Choice choice = choose(guesses, features, believing());
  EXPECT_EQ(choice.guess, 19U);
  EXPECT_EQ(choice.weights[4], 0);
  EXPECT_GT(choice.weights[5], 0);
}

TEST(LearnNearest, FindsTheFeatureThatTellsTheScore) {
  std::vector<NearestTrial> trials;
  for (std::size_t i = 0; i < 400; ++i) {
    NearestTrial trial;
    trial.guesses = {guess("a"), guess("b")};
    const bool first = i % 2 == 0;
    Features good = promise(0), bad = promise(0);
    good[1] = 1;
    bad[2] = 1;
    trial.features = first ? std::vector{good, bad} : std::vector{bad, good};
    trial.scores = first ? std::vector{1.0, 0.0} : std::vector{0.0, 1.0};
    trial.fold = i / 2 % 2;
    trials.push_back(std::move(trial));
  }
  const NearestModel model = learn_nearest(trials, {});
  EXPECT_NEAR(model.weights[1], 400.0 / 410, 0.01);  // the penalty is ten
  EXPECT_NEAR(model.weights[2], 0, 0.01);
  EXPECT_GT(model.confidence(1, false), 0.9);
  EXPECT_EQ(model.confidence(1, true), 0.5) << "no trial had its task recorded";
}

TEST(LearnNearest, BelievesInNearnessBeforeThereAreTrials) {
  const NearestModel model = learn_nearest({}, {});
  EXPECT_EQ(model.weights[feature::arguments], 0.5);
  EXPECT_EQ(model.weights[feature::task], 0.2);
  EXPECT_EQ(model.weights[feature::close_support], 0.3);
  EXPECT_EQ(model.confidence(0.7, true), 0.5);
}

}  // namespace
}  // namespace wmh::detail
