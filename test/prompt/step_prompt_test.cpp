#include "prompt/step_prompt.hpp"

#include <wmh/testing/matchers.hpp>

#include <gmock/gmock.h>

namespace wmh::detail {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Step step_of(Action action, std::string output, bool is_error = false) {
  Step step{std::move(action)};
  step.observation.content = std::move(output);
  step.observation.is_error = is_error;
  return step;
}

Demo demo_of(Step step) {
  return {std::make_shared<RecordedStep>(RecordedStep{std::move(step), "t1", 0}), 0.5F};
}

PredictionRequest asking(std::size_t earlier, std::size_t size = 10) {
  PredictionRequest request(Action::tool_call("get", {{"id", 7}}));
  auto history = std::make_shared<std::deque<Step>>();
  for (std::size_t i = 0; i < earlier; ++i)
    history->push_back(step_of(Action::message("m" + std::to_string(i)), std::string(size, 'h')));
  request.history = std::move(history);
  return request;
}

TEST(StepPrompt, HasItsPartsInOrder) {
  PredictionRequest request = asking(0);
  request.task = "find it";
  request.state.structured = {{"user", "u1"}};
  request.state.scratchpad = "- the door is open";
  auto history = std::make_shared<std::deque<Step>>();
  history->push_back(step_of(Action::message("hello"), "no such thing", true));
  request.history = history;
  Step recorded = step_of(Action::tool_call("get", {{"id", 6}}), "six");
  recorded.task = "another task";
  const std::vector<Demo> demos{demo_of(std::move(recorded))};
  const std::string text = step_prompt(request, demos, {});
  EXPECT_TRUE(text.starts_with(R"(TASK:
find it

INTERACTION HISTORY:
ACTION: message: hello
OBSERVATION (is_error=True): no such thing

SIMILAR PAST EXAMPLES:
TASK: another task
STATE:
  structured: {}
ACTION kind=tool_call
  tool: get
  arguments: {"id":6}
OBSERVATION (is_error=False): six

CURRENT ENV STATE:
structured: {"user":"u1"}
scratchpad: - the door is open

AGENT ACTION:
tool_call get({"id":7})

)")) << text;
  EXPECT_THAT(text, HasSubstr("\"state_note\""));
  EXPECT_THAT(text, Not(HasSubstr("\"confidence\"")));
}

TEST(StepPrompt, SaysWhatIsMissing) {
  const std::string text = step_prompt(asking(0), {}, {});
  EXPECT_THAT(text, HasSubstr("TASK:\n(none)"));
  EXPECT_THAT(text, HasSubstr("(start of session)"));
  EXPECT_THAT(text, HasSubstr("(no similar past examples)"));
  EXPECT_THAT(text, HasSubstr("structured: {}\nscratchpad: (empty)"));
}

TEST(StepPrompt, TheOldestStepsOfTheSessionGoFirst) {
  PromptBounds bounds;
  bounds.whole = 20'000;
  const std::string text = step_prompt(asking(100, 1000), {}, bounds);
  EXPECT_LE(text.size(), bounds.whole);
  EXPECT_THAT(text, HasSubstr("ACTION: message: m99\n"));
  EXPECT_THAT(text, Not(HasSubstr("ACTION: message: m0\n")));
  EXPECT_THAT(text, HasSubstr(" earlier steps left out)\n"));
  EXPECT_LT(text.find("m98\n"), text.find("m99\n"));
}

TEST(StepPrompt, TheLeastAlikeDemonstrationsGoFirst) {
  std::vector<Demo> demos;
  for (int i = 0; i < 100; ++i)
    demos.push_back(
        demo_of(step_of(Action::message("d" + std::to_string(i)), std::string(900, 'x'))));
  PromptBounds bounds;
  bounds.whole = 20'000;
  const std::string text = step_prompt(asking(0), demos, bounds);
  EXPECT_LE(text.size(), bounds.whole);
  EXPECT_THAT(text, HasSubstr("message: d0\n"));
  EXPECT_THAT(text, HasSubstr("message: d9\n"));
  EXPECT_THAT(text, Not(HasSubstr("message: d99\n")));
}

TEST(StepPrompt, EachPartIsBounded) {
  PromptBounds bounds;
  PredictionRequest request(Action::message(std::string(1 << 20, 'a')));
  request.task = std::string(1 << 20, 't');
  request.state.scratchpad = std::string(1 << 20, 's');
  request.state.structured = {{"k", std::string(1 << 20, 'k')}};
  auto history = std::make_shared<std::deque<Step>>();
  for (int i = 0; i < 50; ++i)
    history->push_back(
        step_of(Action::message(std::string(1 << 16, 'b')), std::string(1 << 16, 'c')));
  request.history = history;
  std::vector<Demo> demos;
  for (int i = 0; i < 20; ++i)
    demos.push_back(demo_of(step_of(Action::message(std::string(1 << 16, 'd')),
                                    "head" + std::string(1 << 16, 'e') + "tail")));
  const std::string text = step_prompt(request, demos, bounds);
  EXPECT_LE(text.size(), bounds.whole);
  EXPECT_THAT(text, HasSubstr("head"));
  EXPECT_THAT(text, HasSubstr("tail"));
}

TEST(StepPrompt, AsksForAConfidenceWhereOneIsWanted) {
  EXPECT_THAT(step_prompt(asking(0), {}, {}, {.confidence = true}), HasSubstr("\"confidence\""));
  EXPECT_TRUE(
      reply_schema({.confidence = true}).at("properties").as_object().contains("confidence"));
  EXPECT_FALSE(reply_schema().at("properties").as_object().contains("confidence"));
}

}  // namespace
}  // namespace wmh::detail
