#include "net/rate_gate.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
const RateGate::Time start{};

TEST(RateGate, HoldsAKeyUntilItsPauseEnds) {
  RateGate gate;
  gate.pause("a", start + 2s, start);
  EXPECT_EQ(gate.paused_until("a", start + 1s), start + 2s);
  EXPECT_EQ(gate.paused_until("a", start + 2s), std::nullopt);
  EXPECT_EQ(gate.paused_until("b", start), std::nullopt);
}

TEST(RateGate, APauseOnlyGrows) {
  RateGate gate;
  gate.pause("a", start + 5s, start);
  gate.pause("a", start + 2s, start);
  EXPECT_EQ(gate.paused_until("a", start), start + 5s);
  gate.pause("a", start + 9s, start);
  EXPECT_EQ(gate.paused_until("a", start), start + 9s);
  gate.pause("a", start, start + 10s);
  EXPECT_EQ(gate.paused_until("a", start + 10s), std::nullopt);
}

}  // namespace
}  // namespace wmh::detail
