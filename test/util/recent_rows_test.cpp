#include "util/recent_rows.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

std::shared_ptr<const int> number(int value) {
  return std::make_shared<const int>(value);
}

TEST(RecentRows, FindsWhatItKeeps) {
  RecentRows<int> recent(100);
  EXPECT_EQ(recent.find(1), nullptr);
  recent.keep(1, number(11), 10);
  ASSERT_NE(recent.find(1), nullptr);
  EXPECT_EQ(*recent.find(1), 11);
}

TEST(RecentRows, ForgetsWhatWasNotUsedForLong) {
  RecentRows<int> recent(100);
  recent.keep(0, number(0), 10);
  for (int row = 1; row < 30; ++row) {
    recent.keep(static_cast<std::size_t>(row), number(row), 10);
    EXPECT_NE(recent.find(0), nullptr) << "used all the time, row " << row;
  }
  EXPECT_EQ(recent.find(1), nullptr);
  EXPECT_NE(recent.find(29), nullptr);
}

TEST(RecentRows, StaysWithinItsBytes) {
  RecentRows<int> recent(100);
  const auto value = number(0);
  for (std::size_t row = 0; row < 1000; ++row)
    recent.keep(row, value, 10);
  EXPECT_LE(value.use_count(), 11);
}

TEST(RecentRows, AValueLargerThanAllGoesWithTheNextOne) {
  RecentRows<int> recent(100);
  recent.keep(1, number(1), 1000);
  EXPECT_NE(recent.find(1), nullptr);
  for (std::size_t row = 2; row < 20; ++row)
    recent.keep(row, number(0), 10);
  EXPECT_EQ(recent.find(1), nullptr);
}

}  // namespace
}  // namespace wmh::detail
