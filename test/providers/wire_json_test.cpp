#include "providers/wire_json.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

namespace wmh::detail {
namespace {

TEST(WireJson, HalvesOfSurrogatePairs) {
  const std::pair<std::string, std::string> cases[] = {
      {R"(["\ud83d"])", "\xef\xbf\xbd"},
      {R"(["a\udc00b"])",
       "a\xef\xbf\xbd"
       "b"},
      {R"(["\ud83d\ud83d\ude00"])", "\xef\xbf\xbd\xf0\x9f\x98\x80"},
      {R"(["\\\ud83d\n"])", "\\\xef\xbf\xbd\n"},
      {R"(["\\ud83d"])", "\\ud83d"},
      {R"(["\ud83d\\ude00"])", "\xef\xbf\xbd\\ude00"},
  };
  for (const auto& [body, text] : cases) {
    const auto value = read_body(body);
    ASSERT_THAT(value, testing::IsOk()) << body;
    EXPECT_EQ(text_of(&elements(&*value).front()), text) << body;
  }
  EXPECT_THAT(read_body(R"(["\u12"])"), testing::FailsWith(errc::invalid_argument));
  EXPECT_THAT(read_body(R"(["\ud83d)"), testing::FailsWith(errc::invalid_argument));
}

TEST(WireJson, ReadsWithoutTrust) {
  const json::value value = parse_json(R"({"a":{"b":"x","n":null},"l":[1,2],"s":3})").value();
  EXPECT_EQ(text_of(member(&value, "a", "b")), "x");
  for (const json::value* none :
       {member(&value, "a", "n"), member(&value, "a", "n", "m"), member(&value, "l", "b"),
        member(&value, "z"), member(nullptr, "a")})
    EXPECT_EQ(none, nullptr);
  EXPECT_EQ(text_of(member(&value, "s")), "");
  EXPECT_EQ(text_of(nullptr), "");
  EXPECT_EQ(elements(member(&value, "l")).size(), 2U);
  EXPECT_TRUE(elements(member(&value, "a")).empty());
  EXPECT_TRUE(elements(nullptr).empty());
}

TEST(WireJson, Counts) {
  const std::pair<std::string_view, std::optional<std::int64_t>> cases[] = {
      {"0", 0},
      {"12.0", 12},
      {"1e3", 1000},
      {"9007199254740992", 9007199254740992},
      {"9007199254740994", {}},
      {"18446744073709551615", {}},
      {"1e300", {}},
      {"-1", {}},
      {"1.5", {}},
      {"\"1\"", {}},
      {"null", {}},
      {"[]", {}},
  };
  for (const auto& [text, count] : cases) {
    const json::value value = parse_json(text).value();
    EXPECT_EQ(count_of(&value), count) << text;
    EXPECT_EQ(count_or_zero(&value), count.value_or(0)) << text;
  }
  EXPECT_EQ(count_of(nullptr), std::nullopt);
}

TEST(WireJson, WritesWhatIsValid) {
  EXPECT_EQ(write_body({{"a", "\xc3\xbc"}}), "{\"a\":\"\xc3\xbc\"}");
  EXPECT_EQ(write_body({{"a", "\xff\xc3\xbc"}}), R"({"a":"\ufffd\u00fc"})");
}

}  // namespace
}  // namespace wmh::detail
