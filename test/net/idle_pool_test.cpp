#include "net/idle_pool.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using Pool = IdlePool<int>;
const Pool::Time start{};

TEST(IdlePool, TheLastOneUsedIsTakenFirst) {
  Pool pool({});
  pool.put("a", 1, start, start);
  pool.put("a", 2, start, start);
  pool.put("b", 3, start, start);
  EXPECT_EQ(pool.take("a", start), 2);
  EXPECT_EQ(pool.take("a", start), 1);
  EXPECT_EQ(pool.take("a", start), std::nullopt);
  EXPECT_EQ(pool.take("b", start), 3);
}

TEST(IdlePool, Case72ForgetsWhatWasIdleForLong) {
  Pool pool({});
  pool.put("a", 1, start, start);
  pool.put("b", 2, start, start + 20s);
  EXPECT_EQ(pool.take("a", start + 10min), std::nullopt);
  EXPECT_EQ(pool.size(), 0u) << "the connections of other keys are closed, too";
}

TEST(IdlePool, ForgetsWhatIsOldEvenWhenItIsBusy) {
  Pool pool({});
  pool.put("a", 1, start, start + 599s);
  EXPECT_EQ(pool.take("a", start + 599s), 1);
  pool.put("a", 1, start, start + 599s);
  EXPECT_EQ(pool.take("a", start + 600s), std::nullopt);
}

TEST(IdlePool, KeepsABoundedNumber) {
  IdleBounds bounds;
  bounds.per_key = 2;
  Pool pool(bounds);
  for (int i = 0; i < 5; ++i)
    pool.put("a", i, start, start);
  EXPECT_EQ(pool.size(), 2u);
  EXPECT_EQ(pool.take("a", start), 4);
  pool.drop("a");
  EXPECT_EQ(pool.size(), 0u);
}

}  // namespace
}  // namespace wmh::detail
