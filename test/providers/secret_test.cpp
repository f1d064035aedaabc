#include "providers/secret.hpp"

#include <wmh/testing/matchers.hpp>

namespace wmh::detail {
namespace {

TEST(Secret, IsReadWithoutBlanksAroundIt) {
  EXPECT_EQ(read_secret(" sk-1\n", "K")->reveal(), "sk-1");
  EXPECT_THAT(read_secret(" \n", "K"), testing::MessageHas("K is empty; set it"));
  for (const std::string bad : {"a b", "a\r\nX: y", "a\tb", "a\x7f", "k\xc3\xa9y"}) {
    const auto read = read_secret(bad, "K");
    EXPECT_THAT(read, testing::FailsWith(errc::invalid_argument));
    EXPECT_EQ(read.error().message().find(bad), std::string::npos);
  }
}

TEST(Secret, IsRedacted) {
  const Secret key("sk-abcde-0123456789-vwxyz");
  EXPECT_EQ(redact("key sk-abcde-0123456789-vwxyz.", key), "key ***.");
  EXPECT_EQ(redact("key sk-abcde...89-vwxyz", key), "key ***...***");
  EXPECT_EQ(redact("key sk-abcde-01234 and -0123456789-vwxyz!", key), "key *** and ***!");
  EXPECT_EQ(redact("sk-abcdesk-abcde-0123456789-vwxyz", key), "******");
  EXPECT_EQ(redact("key sk-other", key), "key sk-other");
  EXPECT_EQ(redact("short k", Secret("k")), "short ***");
  EXPECT_EQ(redact("text", Secret()), "text");
}

TEST(Secret, MovesAndCopies) {
  Secret one("value");
  Secret two = one;
  Secret three = std::move(one);
  two = std::move(three);
  EXPECT_EQ(two.reveal(), "value");
  EXPECT_TRUE(three.empty() || three.reveal() == "value");
}

}  // namespace
}  // namespace wmh::detail
