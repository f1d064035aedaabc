#include "net/retry_after.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::sys_days;

const auto now = sys_days(std::chrono::year(2026) / 11 / 21) + 12h;

struct Asked {
  const char* name;
  HttpHeaders headers;
  std::optional<milliseconds> wait;
};
void PrintTo(const Asked& asked, std::ostream* out) {
  *out << asked.name;
}
class AskedWait : public ::testing::TestWithParam<Asked> {};

TEST_P(AskedWait, IsWhatTheHeadersSay) {
  EXPECT_EQ(asked_wait(GetParam().headers, now), GetParam().wait);
}

INSTANTIATE_TEST_SUITE_P(
    Each, AskedWait,
    ::testing::Values(
        Asked{"none", {}, {}}, Asked{"case_27_seconds", {{"Retry-After", "2"}}, 2s},
        Asked{"fraction", {{"retry-after", " 0.25 "}}, 250ms},
        Asked{"case_28_milliseconds", {{"retry-after", "9"}, {"retry-after-ms", "150"}}, 150ms},
        Asked{"milliseconds_of_aws", {{"retry-after", "9"}, {"x-amz-retry-after", "250"}}, 250ms},
        Asked{"bad_milliseconds_of_aws", {{"retry-after", "9"}, {"x-amz-retry-after", "x"}}, 9s},
        Asked{"bad_milliseconds", {{"retry-after", "9"}, {"retry-after-ms", "x"}}, 9s},
        Asked{"case_29_date", {{"retry-after", "Sat, 21 Nov 2026 12:00:03 GMT"}}, 3s},
        Asked{"case_29_date_of_the_server",
              {{"retry-after", "Sun, 22 Nov 2026 12:00:03 GMT"},
               {"date", "Sun, 22 Nov 2026 12:00:00 GMT"}},
              3s},
        Asked{"case_29_past", {{"retry-after", "Sat, 21 Nov 2026 11:59:00 GMT"}}, {}},
        Asked{"case_29_negative", {{"retry-after", "-1"}}, {}},
        Asked{"case_29_nan", {{"retry-after", "NaN"}}, {}},
        Asked{"case_29_infinite", {{"retry-after", "inf"}}, {}},
        Asked{"case_29_overflow", {{"retry-after", "1e309"}}, {}},
        Asked{"case_29_huge", {{"retry-after", "1e300"}}, {}},
        Asked{"case_29_word", {{"retry-after", "abc"}}, {}},
        Asked{"zero", {{"retry-after", "0"}}, {}}, Asked{"empty", {{"retry-after", ""}}, {}},
        Asked{"case_30_hour", {{"retry-after", "3600"}}, 1h}),
    [](const auto& each) { return each.param.name; });

TEST(HttpDate, HasThreeForms) {
  const auto expected = sys_days(std::chrono::year(1994) / 11 / 6) + 8h + 49min + 37s;
  for (const char* text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov  6 08:49:37 1994"})
    EXPECT_EQ(parse_http_date(text), expected) << text;
}

TEST(HttpDate, RefusesWhatIsNone) {
  for (const char* text :
       {"", "Sun", "Sun, 31 Feb 2026 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 06 Nov 99999999999 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 PST",
        "Sun Nov x 08:49:37 1994", "1 2 3 4 5 6 7 8"})
    EXPECT_EQ(parse_http_date(text), std::nullopt) << text;
}

}  // namespace
}  // namespace wmh::detail
