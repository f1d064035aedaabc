#include <wmh/testing/matchers.hpp>

#include "eval/reports.hpp"
#include "support/temp_dir.hpp"

#include <regex>

namespace wmh::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// The elements that are opened and not closed, or closed and not opened.
std::string unbalanced(const std::string& page) {
  static const std::regex tag("<(/?)([a-z0-9]+)[^>]*?(/?)>");
  std::vector<std::string> open;
  for (std::sregex_iterator at(page.begin(), page.end(), tag), end; at != end; ++at) {
    const std::string name = (*at)[2];
    if (name == "meta" || (*at)[3] == "/") continue;
    if ((*at)[1] == "") {
      open.push_back(name);
    } else if (!open.empty() && open.back() == name) {
      open.pop_back();
    } else {
      return "</" + name + ">";
    }
  }
  return open.empty() ? "" : "<" + open.back() + ">";
}

EvalReport small_report() {
  return report_of({result_of(Action::tool_call("find"), 1, "recorded", 0.9),
                    result_of(Action::tool_call("<script>"), 0.5, "nearest", 0.2),
                    result_of(Action::message("<script>alert(1)</script>"), 0.25, "unknown")});
}

TEST(HtmlPage, HasEveryPart) {
  EvalSuite suite;
  suite.title = "Shop & co";
  suite.files = {"shop/traces.otel.jsonl"};
  const std::string page = to_html(small_report(), suite);
  EXPECT_THAT(page, StartsWith("<!doctype html>"));
  for (const char* part :
       {"<h1>Shop &amp; co</h1>", "Settings", "shop/traces.otel.jsonl", "Scores", "Reliability",
        "Risk and coverage", "By source", "By tool", "By file", "Worst steps"})
    EXPECT_THAT(page, HasSubstr(part));
  EXPECT_EQ(unbalanced(page), "");
}

TEST(HtmlPage, RunsNothingAndLoadsNothing) {
  EvalSuite suite;
  suite.title = "<script>";
  suite.files = {"<script>"};
  const std::string page = to_html(small_report(), suite);
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("http:")));
  EXPECT_THAT(page, Not(HasSubstr("https:")));
  EXPECT_THAT(page, Not(HasSubstr("url(")));
}

TEST(HtmlPage, OfARunWithoutConfidenceOrFaults) {
  const std::string page = to_html(report_of({result_of(Action::message("hi"), 1)}), {});
  EXPECT_THAT(page, HasSubstr("<h1>Evaluation</h1>"));
  EXPECT_THAT(page, HasSubstr("stated no confidence"));
  EXPECT_THAT(page, HasSubstr("Every step was right."));
  EXPECT_EQ(unbalanced(page), "");
  EXPECT_EQ(unbalanced(to_html({}, {})), "");
}

TEST(HtmlPage, ShowsAsManyWorstStepsAsAsked) {
  std::vector<StepResult> results(30, result_of(Action::message("hi"), 0));
  const std::string page = to_html(report_of(std::move(results)), {}, 4);
  EXPECT_THAT(page, HasSubstr("4 of the 30 that were not right."));
  std::size_t cards = 0;
  for (std::size_t at = page.find("<h4>actual"); at != std::string::npos;
       at = page.find("<h4>actual", at + 1))
    ++cards;
  EXPECT_EQ(cards, 4U);
}

TEST(HtmlPage, IsWrittenWhole) {
  TempDir folder;
  ASSERT_THAT(write_html(folder / "page.html", small_report(), {}), IsOk());
  EXPECT_EQ(read_text(folder / "page.html"), to_html(small_report(), {}));
  EXPECT_THAT(write_html(folder / "none/page.html", small_report(), {}),
              FailsWith(errc::not_found));
}

}  // namespace
}  // namespace wmh::testing
