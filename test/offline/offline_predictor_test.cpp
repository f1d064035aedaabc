#include <wmh/predictor.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/run_task.hpp"

namespace wmh::testing {
namespace {

struct Row {
  const char* trace;
  Action action;
  const char* task;
  const char* answer;
  bool is_error = false;
};

Action lookup(const char* id) {
  return Action::tool_call("lookup", {{"id", id}, {"verbose", false}});
}

std::shared_ptr<StepLog> log_of(const std::vector<Row>& rows) {
  auto log = std::make_shared<StepLog>();
  for (const Row& row : rows) {
    RecordedStep recorded{Step{row.action}};
    recorded.step.observation.content = row.answer;
    recorded.step.observation.is_error = row.is_error;
    recorded.step.observation.reward = 1;
    recorded.step.task = row.task;
    recorded.trace_id = row.trace;
    recorded.index = log->size() * 10;
    log->add(std::move(recorded));
  }
  return log;
}

std::shared_ptr<StepLog> shop() {
  return log_of({{"t0", lookup("A1"), "buy a red lamp", "lamp"},
                 {"t1", lookup("A1"), "return a broken chair", "chair"},
                 {"t2", lookup("B7-long-identifier"), "buy a red lamp", "no such id", true},
                 {"t2", Action::message("hello"), "buy a red lamp", "hi there"}});
}

Observation ask(const std::shared_ptr<Predictor>& predictor, Action action, const char* task = "",
                const char* exclude = "") {
  PredictionRequest request(std::move(action));
  request.task = task;
  request.exclude_trace = exclude;
  return run(predictor->predict(std::move(request))).value().observation;
}

TEST(OfflinePredictor, EqualArgumentsAreAnsweredByTheNearestTask) {
  const auto predictor = make_offline_predictor(shop()).value();
  const Observation chair = ask(predictor, lookup("A1"), "return my chair, it is broken");
  EXPECT_EQ(chair.content, "chair");
  EXPECT_EQ(chair.metadata.at("source").as_string(), "recorded");
  EXPECT_EQ(chair.metadata.at("evidence"),
            (json::value{{"trace_id", "t1"}, {"step", 10}, {"row", 1}}));
  EXPECT_FALSE(chair.reward);
  EXPECT_EQ(ask(predictor, lookup("A1"), "buy a lamp").content, "lamp");
  const auto reordered = Action::tool_call("lookup", {{"verbose", false}, {"id", "A1"}});
  EXPECT_EQ(ask(predictor, reordered).metadata.at("source").as_string(), "recorded");
}

TEST(OfflinePredictor, ElseTheNearestStepOfTheTool) {
  const auto predictor = make_offline_predictor(shop()).value();
  const Observation near = ask(predictor, lookup("B7-long-identifiers"));
  EXPECT_EQ(near.content, "no such id");
  EXPECT_TRUE(near.is_error);
  EXPECT_EQ(near.metadata.at("source").as_string(), "nearest");
  EXPECT_EQ(ask(predictor, Action::message("hello, you")).content, "hi there");
}

TEST(OfflinePredictor, ElseItSaysThatNothingIsRecorded) {
  const auto predictor = make_offline_predictor(shop()).value();
  const Observation unknown = ask(predictor, Action::tool_call("refund"));
  EXPECT_TRUE(unknown.is_error);
  EXPECT_EQ(unknown.metadata.at("source").as_string(), "unknown");
  EXPECT_TRUE(unknown.metadata.at("evidence").is_null());
  EXPECT_NE(unknown.content.find("'refund'"), std::string::npos);
  const auto empty = make_offline_predictor(std::make_shared<StepLog>()).value();
  EXPECT_EQ(ask(empty, Action::message("x")).metadata.at("source").as_string(), "unknown");
}

TEST(OfflinePredictor, NeverAnswersFromTheExcludedTrace) {
  const auto predictor = make_offline_predictor(shop()).value();
  EXPECT_EQ(ask(predictor, lookup("A1"), "buy a red lamp", "t0").content, "chair");
  const Observation message = ask(predictor, Action::message("hello"), "", "t2");
  EXPECT_EQ(message.metadata.at("source").as_string(), "unknown");
}

TEST(OfflinePredictor, UsesOnlyTheRowsItIsGiven) {
  const auto predictor = make_offline_predictor(shop(), [](const RecordedStep& step) {
                           return step.trace_id == "t1";
                         }).value();
  EXPECT_EQ(ask(predictor, lookup("A1"), "buy a red lamp").content, "chair");
}

TEST(OfflinePredictor, LearnsWhenAsked) {
  const auto log = shop();
  const auto predictor = make_offline_predictor(log).value();
  RecordedStep fresh{Step{Action::tool_call("refund")}};
  fresh.step.observation.content = "done";
  ASSERT_THAT(run(predictor->learn(fresh)), IsOk());
  EXPECT_EQ(ask(predictor, Action::tool_call("refund")).content, "done");
  EXPECT_EQ(log->size(), 5U);
}

}  // namespace
}  // namespace wmh::testing
