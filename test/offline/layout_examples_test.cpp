#include "offline/layout_examples.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace wmh::detail {
namespace {

bool all(std::uint32_t) {
  return true;
}

Words shape(const char* text) {
  return words_of(text);
}

double like(const ExpectedLayout& expected, const char* text) {
  return product(Layout(text).shares(), expected.shares);
}

TEST(LayoutExamples, ExpectNothingWithoutExamples) {
  const ExpectedLayout expected = LayoutExamples().expected(shape("a b"), all);
  EXPECT_TRUE(expected.shares.empty());
  EXPECT_EQ(expected.errors, 0);
}

TEST(LayoutExamples, OfTheLikestShapeCountMost) {
  LayoutExamples examples;
  examples.add(0, false, Layout("1:a\n2:b"), shape("grep -n x in y"));
  examples.add(1, true, Layout("no such thing"), shape("cat y"));
  const ExpectedLayout expected = examples.expected(shape("grep -n x in y"), all);
  EXPECT_NEAR(like(expected, "7:q"), 1, 0.01);
  EXPECT_LT(expected.errors, 0.01);
  EXPECT_NEAR(expected.log_lines, std::log(3), 0.01);
  EXPECT_GT(examples.expected(shape("cat y"), all).errors, 0.99);
}

TEST(LayoutExamples, OnlyEntriesThatCountAreLookedAt) {
  LayoutExamples examples;
  examples.add(0, true, Layout("a"), shape("x"));
  examples.add(1, false, Layout("1"), shape("x"));
  const auto second = [](std::uint32_t entry) {
    return entry == 1;
  };
  const ExpectedLayout expected = examples.expected(shape("x"), second);
  EXPECT_EQ(expected.errors, 0);
  EXPECT_NEAR(like(expected, "5"), 1, 1e-6);
  EXPECT_EQ(examples.expected(shape("x"), all).errors, 0.5);
}

TEST(LayoutExamples, AreBounded) {
  LayoutExamples examples;
  for (std::uint32_t i = 0; i < LayoutExamples::max_examples + 10; ++i)
    examples.add(i, i >= LayoutExamples::max_examples, Layout("a"), shape("x"));
  EXPECT_TRUE(examples.full());
  const auto late = [](std::uint32_t entry) {
    return entry >= LayoutExamples::max_examples;
  };
  EXPECT_TRUE(examples.expected(shape("x"), late).shares.empty());
}

}  // namespace
}  // namespace wmh::detail
