#include "table.hpp"

#include "cli/support.hpp"
#include "text.hpp"

namespace wmh::cli::testing {
namespace {

Table models() {
  return {{{"name"}, {"provider"}, {"held-out", true}, {"steps", true}},
          {{"airline", "offline", "0.812", "1234"},
           {"日本語", "offline", "-", "7"},
           {"broken", "broken: steps.jsonl is missing"},
           {"über\nname", "bedrock (a-model)", "1.000", "100000"}}};
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines)
    text += line + "\n";
  return text;
}

TEST(Table, AlignsByCellsOnTheTerminal) {
  expect_golden("table.txt", joined(layout(models(), 0)));
}

TEST(Table, ShortensTheWidestColumnToFit) {
  const auto lines = layout(models(), 40);
  for (const std::string& line : lines)
    EXPECT_LE(display_width(line), 40U) << line;
  expect_golden("table-narrow.txt", joined(lines));
}

TEST(Table, WithoutRowsIsItsTitles) {
  EXPECT_EQ(layout({{{"a"}, {"b", true}}}, 0), std::vector<std::string>{"a  b"});
  EXPECT_TRUE(layout({}, 0).empty());
}

}  // namespace
}  // namespace wmh::cli::testing
