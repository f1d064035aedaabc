#include "providers/retry_hint.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using Wait = std::optional<std::chrono::milliseconds>;

TEST(RetryHint, ReadsHeaders) {
  const std::pair<HttpHeaders, Wait> cases[] = {
      {{}, {}},
      {{{"Retry-After", "2"}}, 2s},
      {{{"retry-after", " 1.5 "}}, 1500ms},
      {{{"retry-after", "9"}, {"retry-after-ms", "150"}}, 150ms},
      {{{"x-amz-retry-after", "250"}}, 250ms},
      {{{"retry-after", "3600"}}, 1h},
      {{{"retry-after", "-1"}}, {}},
      {{{"retry-after", "0"}}, {}},
      {{{"retry-after", "NaN"}}, {}},
      {{{"retry-after", "inf"}}, {}},
      {{{"retry-after", "1e309"}}, {}},
      {{{"retry-after", "1e9"}}, {}},
      {{{"retry-after", "abc"}}, {}},
      {{{"retry-after", "Sun, 06 Nov 1994 08:49:40 GMT"}}, {}},
      {{{"retry-after", ""}}, {}},
      {{{"retry-after-ms", "soon"}, {"retry-after", "4"}}, 4s},
  };
  for (const auto& [headers, wait] : cases)
    EXPECT_EQ(retry_hint(headers, ""), wait) << (headers.empty() ? "" : headers[0].value);
}

TEST(RetryHint, ReadsProseLast) {
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
  };
  for (const auto& [prose, wait] : cases)
    EXPECT_EQ(retry_hint({}, prose), wait) << prose;
  EXPECT_EQ(retry_hint({{"retry-after", "2"}}, "retry after 7 seconds"), Wait(2s));
}

}  // namespace
}  // namespace wmh::detail
