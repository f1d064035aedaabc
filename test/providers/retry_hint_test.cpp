#include "providers/retry_hint.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using Wait = std::optional<std::chrono::milliseconds>;

TEST(RetryHint, ReadsProse) {
  const std::pair<std::string_view, Wait> cases[] = {
      {"Please retry after 7 seconds.", 7s},
      {"Rate limit reached. Please try again in 1.5s. Visit ...", 1500ms},
      {"Please try again in 6m0s.", 6min},
      {"Please try again in 1h2m3s", 1h + 2min + 3s},
      {"Please try again in 120ms.", 120ms},
      {"Please try again in 20 seconds, 4 of 5 used", 20s},
      {"Please try again in a while", {}},
      {"try again in 5 parsecs", {}},
      {"retry after", {}},
      {"retry after 0 seconds", {}},
      {"retry after 1e300 seconds", {}},
      {"", {}},
  };
  for (const auto& [prose, wait] : cases)
    EXPECT_EQ(retry_hint(prose), wait) << prose;
}

}  // namespace
}  // namespace wmh::detail
