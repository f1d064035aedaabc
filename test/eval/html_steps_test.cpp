#include "eval/html_steps.hpp"

#include "eval/reports.hpp"

#include <gmock/gmock.h>

namespace wmh::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<double> scores_of(const std::vector<detail::LabelledStep>& steps) {
  std::vector<double> scores;
  for (const auto& step : steps)
    scores.push_back(step.result->verdict.score);
  return scores;
}

TEST(HtmlSteps, TakeTheLowestScoresThatAreNotRight) {
  const Action action = Action::message("hi");
  const EvalReport report =
      report_of({result_of(action, 0.5), result_of(action, 0.95), result_of(action, 0.1),
                 result_of(action, 0.94), result_of(action, 1)});
  EXPECT_EQ(scores_of(detail::worst_first(report)), (std::vector{0.1, 0.5, 0.94}));
}

TEST(HtmlSteps, PutTheConfidentlyWrongFirst) {
  const Action action = Action::message("hi");
  const EvalReport report = report_of(
      {result_of(action, 0, "a"), result_of(action, 0, "b", 0.9), result_of(action, 0, "c", 0.2)});
  std::string order;
  for (const auto& step : detail::worst_first(report))
    order += step.result->predicted.metadata.at("source").as_string();
  EXPECT_EQ(order, "bca");
}

TEST(HtmlSteps, ShowWhatWasDoneAndWhatCameOfIt) {
  StepResult result = result_of(Action::tool_call("find", {{"id", 7}}), 0.25, "nearest", 0.5);
  result.actual.is_error = true;
  result.verdict.critique = "predicted success";
  result.predicted.metadata["evidence"] = {{"trace_id", "t9"}, {"step", 3}, {"row", 12}};
  const std::string card = detail::step_card({"shop", &result}, true);
  for (const char* part :
       {"<details open>", "<b>0.250</b>", "<span>find</span>", "<small>nearest</small>",
        "shop, step 0 of <code>trace-1</code>", "{&quot;id&quot;:7}", "what happened",
        "what was predicted", "predicted success", "actual <em>error</em>", "<dd>0.500</dd>",
        "{&quot;trace_id&quot;:&quot;t9&quot;,&quot;step&quot;:3,&quot;row&quot;:12}"})
    EXPECT_THAT(card, HasSubstr(part));
}

TEST(HtmlSteps, EscapeAndClipWhatTracesSay) {
  StepResult result = result_of(Action::tool_call("<script>"), 0, "<u>");
  result.trace_id = "<u>";
  result.task = "<u>";
  result.verdict.critique = "<u>";
  result.predicted.metadata["evidence"] = "<u>";
  result.actual.content = "<u>";
  result.predicted.content = std::string(5000, 'x');
  const std::string card = detail::step_card({"<u>", &result}, false);
  EXPECT_THAT(card, Not(HasSubstr("<u>")));
  EXPECT_THAT(card, Not(HasSubstr("<script>")));
  EXPECT_THAT(card, HasSubstr("3500 more"));
}

}  // namespace
}  // namespace wmh::testing
