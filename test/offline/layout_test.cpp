#include "offline/layout.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace wmh::detail {
namespace {

double alike(const char* a, const char* b) {
  return product(Layout(a).shares(), Layout(b).shares());
}

TEST(Layout, IsAlikeWhereLinesBeginAlike) {
  EXPECT_NEAR(alike("1:net income\n2:sales total", "17:cash flow\n18:other things"), 1, 1e-6);
  EXPECT_NEAR(alike("net income", "1:net income"), 0, 1e-6);
  EXPECT_NEAR(alike("docs/a.txt", "docs/b.txt"), 1, 1e-6);
  EXPECT_NEAR(alike("a", "a b"), 0, 1e-6);
  EXPECT_NEAR(alike("a b c d e", "a b c d e f"), 1, 1e-6) << "more than four tokens";
}

TEST(Layout, WeighsBeginningsByTheSquareRootOfTheirShare) {
  EXPECT_NEAR(alike("a\na\na\n1", "a"), std::sqrt(0.75), 1e-6);
  EXPECT_NEAR(alike("a\n1", "1\na"), 1, 1e-6);
}

TEST(Layout, CountsLines) {
  EXPECT_EQ(Layout().log_lines(), 0);
  EXPECT_NEAR(Layout("").log_lines(), std::log(2), 1e-12);
  EXPECT_NEAR(Layout("a\nb").log_lines(), std::log(3), 1e-12);
  std::string many(999, '\n');
  EXPECT_NEAR(Layout(many).log_lines(), std::log(201), 1e-12) << "the first 200";
}

}  // namespace
}  // namespace wmh::detail
