#include "offline/difference_model.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using Pair = DifferenceModel::Pair;

std::vector<std::uint16_t> differing(const char* a, const char* b) {
  return DifferenceModel::differing(set_of(words_of(a)), set_of(words_of(b)));
}

TEST(DifferenceModel, PairsDifferInWhatOneHasAndTheOtherHasNot) {
  EXPECT_TRUE(differing("a b", "b a").empty());
  EXPECT_EQ(differing("a b", "a c"), differing("a c", "a b"));
  EXPECT_EQ(differing("a b", "a c").size(), 2U);
  std::string many;
  for (int i = 0; i < 100; ++i)
    many += "w" + std::to_string(i) + " ";
  EXPECT_EQ(differing(many.c_str(), "").size(), 64U);
}

TEST(DifferenceModel, SaysNothingBeforeItHasLearned) {
  const auto words = differing("a", "b");
  EXPECT_EQ(DifferenceModel().predict(words, true), 0);
  DifferenceModel model;
  model.learn({});
  EXPECT_EQ(model.predict(words, true), 0.5);
}

TEST(DifferenceModel, LearnsThatOneWordDecidesAndAnotherDoesNot) {
  const auto decides = differing("get W1", "get"), idle = differing("get please", "get");
  std::vector<Pair> pairs;
  for (int i = 0; i < 50; ++i) {
    pairs.push_back({decides, false, 0});
    pairs.push_back({idle, false, 1});
  }
  DifferenceModel model;
  model.learn(pairs);
  EXPECT_LT(model.predict(decides, false), 0.1);
  EXPECT_GT(model.predict(idle, false), 0.9);
  EXPECT_EQ(DifferenceModel(model.weights()).predict(idle, false), model.predict(idle, false));
}

TEST(DifferenceModel, TellsOneTaskFromSeveral) {
  const auto words = differing("a", "b");
  std::vector<Pair> pairs;
  for (int i = 0; i < 50; ++i) {
    pairs.push_back({words, true, 1});
    pairs.push_back({words, false, 0});
  }
  DifferenceModel model;
  model.learn(pairs);
  EXPECT_GT(model.predict(words, true), 0.8);
  EXPECT_LT(model.predict(words, false), 0.2);
}

}  // namespace
}  // namespace wmh::detail
