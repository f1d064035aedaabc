#include "util/toml.hpp"

#include <wmh/testing/matchers.hpp>

namespace wmh::testing {
namespace {

TEST(Toml, BecomesJson) {
  const auto document = detail::parse_toml(R"(
text = "a\tb"
number = 3
share = 0.5
flag = true
day = 2026-01-31
list = [1, [2]]
[table]
inner = "x"
[[rows]]
n = 1
)",
                                           "x.toml")
                            .value();
  EXPECT_EQ(document.root.at("text").as_string(), "a\tb");
  EXPECT_EQ(document.root.at("number").as_int64(), 3);
  EXPECT_EQ(document.root.at("share").as_double(), 0.5);
  EXPECT_TRUE(document.root.at("flag").as_bool());
  EXPECT_EQ(document.root.at("day").as_string(), "2026-01-31");
  EXPECT_EQ(document.root.at("list").at(1).at(0).as_int64(), 2);
  EXPECT_EQ(document.root.at("table").at("inner").as_string(), "x");
  EXPECT_EQ(document.root.at("rows").at(0).at("n").as_int64(), 1);
  EXPECT_EQ(document.lines.at("share"), 4U);
}

TEST(Toml, NamesTheLineOfAMistake) {
  EXPECT_THAT(detail::parse_toml("a = 1\na = 2\n", "x.toml"), MessageHas("x.toml:2: "));
  EXPECT_THAT(detail::parse_toml("a = ", "x.toml"), FailsWith(errc::invalid_argument));
}

TEST(TomlReader, KeepsTheFirstMistakeAndLeavesAbsentKeysAlone) {
  const auto document = detail::parse_toml("b = 1\nc = \"x\"\n", "x.toml").value();
  detail::TomlReader reader(document, "x.toml");
  bool absent = true, wrong = false;
  std::int64_t number = 0;
  reader.read("a", absent);
  reader.read("b", number, 0);
  reader.read("c", wrong);
  reader.read("b", wrong);
  EXPECT_TRUE(absent);
  EXPECT_EQ(number, 1);
  ASSERT_TRUE(reader.failed());
  EXPECT_EQ(reader.error().message(), "x.toml:2: c must be true or false");
}

}  // namespace
}  // namespace wmh::testing
