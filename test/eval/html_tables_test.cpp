#include "eval/html_tables.hpp"

#include "eval/reports.hpp"

#include <gmock/gmock.h>

namespace wmh::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

EvalReport small_report() {
  return report_of({result_of(Action::tool_call("find"), 1, "recorded", 0.5),
                    result_of(Action::tool_call("find"), 0.5, "nearest"),
                    result_of(Action::message("hi"), 0.25, "recorded", 0.5)});
}

TEST(HtmlTables, ShowSourcesTheLargestFirst) {
  const EvalReport report = small_report();
  const std::string table = detail::source_table(report.breakdown, report.confidence);
  EXPECT_THAT(table, HasSubstr("<tr><th>recorded</th><td>2</td><td>66.7 %</td>"));
  EXPECT_LT(table.find("recorded"), table.find("nearest"));
  EXPECT_THAT(table, HasSubstr("<td>0.000</td><td>0.250</td></tr>"));  // ECE and Brier
}

TEST(HtmlTables, ShowWhatEachSourceGaveForATool) {
  const std::string table = detail::tool_table(small_report().breakdown);
  EXPECT_THAT(table, HasSubstr("<th>exact</th><th>recorded</th><th>nearest</th>"));
  EXPECT_THAT(table, HasSubstr("1.000 <small>1</small></td><td title=\"right 0.000, exact "
                               "0.000\">0.500 <small>1</small></td></tr>"));
  EXPECT_THAT(table, HasSubstr("<th>(message)</th>"));
}

TEST(HtmlTables, EscapeNames) {
  auto report = report_of({result_of(Action::tool_call("<script>"), 1, "<b>")});
  report.per_file["<i>"];
  for (const std::string& table :
       {detail::source_table(report.breakdown, report.confidence),
        detail::tool_table(report.breakdown), detail::file_table(report.per_file)}) {
    EXPECT_THAT(table, HasSubstr("&lt;"));
    EXPECT_THAT(table, Not(HasSubstr("<script>")));
    EXPECT_THAT(table, Not(HasSubstr("<b>")));
    EXPECT_THAT(table, Not(HasSubstr("<i>")));
  }
}

}  // namespace
}  // namespace wmh::testing
