#include "net/concurrency_limit.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

void succeed(ConcurrencyLimit& limit, std::size_t times) {
  for (std::size_t i = 0; i < times; ++i)
    limit.succeeded();
}

TEST(ConcurrencyLimit, IsTheMostUntilItIsRefused) {
  ConcurrencyLimit limit(16);
  succeed(limit, 100);
  EXPECT_EQ(limit.now(), 16u);
  EXPECT_TRUE(limit.is_at_most());
}

TEST(ConcurrencyLimit, ManyRefusalsOfOneRoundCountOnce) {
  ConcurrencyLimit limit(16);
  const int round = limit.round();
  for (int i = 0; i < 12; ++i)
    limit.refused(round);
  EXPECT_EQ(limit.now(), 8u);
  limit.refused(limit.round());
  EXPECT_EQ(limit.now(), 4u);
  for (int i = 0; i < 9; ++i)
    limit.refused(limit.round());
  EXPECT_EQ(limit.now(), 1u);
}

TEST(ConcurrencyLimit, GrowsFastToWhatIsKnownAndSlowlyBeyond) {
  ConcurrencyLimit limit(16);
  limit.refused(limit.round());
  limit.refused(limit.round());
  EXPECT_EQ(limit.now(), 4u) << "and 8 was refused";
  succeed(limit, 4 + 5 + 6);
  EXPECT_EQ(limit.now(), 7u);
  succeed(limit, 69);
  EXPECT_EQ(limit.now(), 7u);
  succeed(limit, 1);
  EXPECT_EQ(limit.now(), 8u);
}

/// Case 55 as a game: whole rounds of calls against a server that has room for four.
TEST(ConcurrencyLimit, Case55ComesToTheRoomThatThereIs) {
  ConcurrencyLimit limit(16);
  std::size_t made = 0;
  for (int rounds = 0; rounds < 300; ++rounds) {
    const std::size_t at_once = limit.now();
    const int round = limit.round();
    made += at_once;
    for (std::size_t call = 0; call < at_once; ++call)
      call < 4 ? limit.succeeded() : limit.refused(round);
    EXPECT_TRUE(rounds < 2 || (limit.now() >= 2 && limit.now() <= 5)) << limit.now();
  }
  EXPECT_GT(made, 1050u) << "most of the room is used";
  EXPECT_LT(made, 1250u);
}

}  // namespace
}  // namespace wmh::detail
