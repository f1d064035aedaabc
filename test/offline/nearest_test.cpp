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
  EXPECT_EQ(sure.inputs[0], 0.9);
  EXPECT_EQ(sure.weights[0], 1);
  EXPECT_NEAR(sure.weights[1], std::exp(-0.7 / 0.1), 1e-12);
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

TEST(Choose, ShowsHowFarTheOthersAgree) {
  const std::vector<Guess> guesses{guess("a b"), guess("a b"), guess("c d")};
  const std::vector<Features> features(3, promise(0.5));
  const Choice agreed = choose(guesses, features, believing());
  EXPECT_NEAR(agreed.inputs[1], std::log((2 / 3.0 + 0.02) / (1 / 3.0 + 0.02)), 1e-12);
  EXPECT_EQ(agreed.inputs[2], agreed.inputs[1]) << "alike or not at all";
  EXPECT_NEAR(agreed.inputs[3], std::log1p(3.0), 1e-12);
  EXPECT_EQ(agreed.inputs[4], 0);
  EXPECT_NEAR(agreed.inputs[5], std::log(3.0), 1e-12);
  const Choice alone = choose({guesses[2]}, {features[0]}, believing());
  EXPECT_GT(alone.inputs[1], 3);
}

/// Two guesses; the one with feature 1 is right.
NearestTrial trial(bool first, std::size_t fold) {
  NearestTrial trial;
  trial.guesses = {guess("a"), guess("b")};
  Features good = promise(1), bad = promise(1);
  good[1] = 1;
  bad[2] = 1;
  trial.features = first ? std::vector{good, bad} : std::vector{bad, good};
  trial.scores = first ? std::vector{1.0, 0.0} : std::vector{0.0, 1.0};
  trial.fold = fold;
  return trial;
}

TEST(LearnNearest, ChoosesByWhatTellsTheScoreAndKnowsThatItIsRight) {
  std::vector<NearestTrial> trials;
  for (std::size_t i = 0; i < 400; ++i)
    trials.push_back(trial(i % 2 == 0, i / 2 % 2));
  const NearestModel model = learn_nearest(trials);
  const Choice choice = choose(trials[1].guesses, trials[1].features, model);
  EXPECT_EQ(choice.guess, 1U);
  EXPECT_GT(model.confidence(choice.inputs, false), 0.9);
  EXPECT_EQ(model.confidence(choice.inputs, true), 0.5) << "no trial had its task recorded";
}

TEST(LearnNearest, HasNoOpinionBeforeThereAreTrials) {
  const NearestModel model = learn_nearest({});
  EXPECT_EQ(model.weights[feature::arguments], 0.5);
  EXPECT_EQ(model.confidence({0.7}, true), 0.5);
}

TEST(LearnNearest, OneTrialIsEnoughToAnswer) {
  const NearestModel model = learn_nearest({trial(true, 0)});
  EXPECT_TRUE(std::isfinite(model.confidence({0.7}, false)));
}

}  // namespace
}  // namespace wmh::detail
