#include <wmh/json.hpp>
#include <wmh/predictor.hpp>
#include <wmh/testing/matchers.hpp>

#include "offline/recorded.hpp"
#include "support/run_task.hpp"
#include "support/temp_dir.hpp"

#include <algorithm>
#include <set>

namespace wmh::testing {
namespace {

Action lookup(const std::string& id) {
  return call("lookup", {{"id", id}, {"verbose", false}});
}

/// Each trace looks an article up, says hello and rolls dice; one calls a tool that there is not.
std::vector<Row> shop() {
  std::vector<Row> rows;
  for (int i = 0; i < 12; ++i) {
    const std::string trace = "t" + std::to_string(i), task = "task " + std::to_string(i);
    const std::string id = "A" + std::to_string(i % 3);
    rows.push_back({trace, lookup(id), "{\"id\": \"" + id + "\", \"stock\": 5}", task});
    rows.push_back({trace, Action::message("hello"), "hi there", task});
    rows.push_back({trace, call("roll", {{"sides", 6}}), std::to_string(i), task});
  }
  rows.push_back({"t11", call("lokup"), "Error: no tool 'lokup'", "task 11", true});
  return rows;
}

std::shared_ptr<Predictor> shop_predictor() {
  return make_offline_predictor(log_of(shop())).value();
}

PredictionRequest asking(Action action, const std::string& task = "", const char* without = "") {
  PredictionRequest request(std::move(action));
  request.task = task;
  request.exclude_trace = without;
  return request;
}

Observation ask(const std::shared_ptr<Predictor>& predictor, PredictionRequest request) {
  return run(predictor->predict(std::move(request))).value().observation;
}

std::string source(const Observation& observation) {
  return std::string(observation.metadata.at("source").as_string());
}

double confidence(const Observation& observation) {
  return observation.metadata.at("confidence").to_number<double>();
}

/// Questions of all kinds: recorded, near what is recorded, unknown.
std::vector<PredictionRequest> questions() {
  std::vector<PredictionRequest> all;
  for (const char* task : {"task 1", "another"})
    for (const char* without : {"", "t1"}) {
      for (const char* id : {"A0", "A1", "A7", ""})
        all.push_back(asking(lookup(id), task, without));
      all.push_back(asking(Action::message("hello, you"), task, without));
      all.push_back(asking(Action::message(std::nullopt), task, without));
      all.push_back(asking(call("roll", {{"sides", 8}}), task, without));
      all.push_back(asking(call("refund"), task, without));
      all.push_back(asking(Action::tool_call(std::nullopt), task, without));
    }
  return all;
}

TEST(OfflinePredictor, AnswersAsRecordedWhereTheRecordingsDecide) {
  const Observation answer = ask(shop_predictor(), asking(lookup("A1"), "another"));
  EXPECT_EQ(answer.content, R"({"id": "A1", "stock": 5})");
  EXPECT_FALSE(answer.is_error);
  EXPECT_FALSE(answer.reward);
  EXPECT_EQ(source(answer), "recorded");
  EXPECT_GE(confidence(answer), 0.8);
  EXPECT_EQ(
      answer.metadata.at("evidence"),
      (json::value{
          {"trace_id", "t1"}, {"step", 0}, {"row", 3}, {"context", "arguments"}, {"agreeing", 4}}));
}

TEST(OfflinePredictor, ElseMakesAnAnswerFromWhatComesNearest) {
  const Observation answer = ask(shop_predictor(), asking(lookup("A7"), "another"));
  EXPECT_EQ(source(answer), "nearest");
  EXPECT_EQ(answer.content, R"({"id": "A7", "stock": 5})");
  const json::object& evidence = answer.metadata.at("evidence").as_object();
  EXPECT_EQ(evidence.at("context"), "nearest arguments");
  EXPECT_EQ(evidence.at("agreeing"), 1);
  EXPECT_EQ(source(ask(shop_predictor(), asking(call("roll", {{"sides", 6}}), "x"))), "nearest")
      << "recordings that do not agree decide nothing";
}

TEST(OfflinePredictor, ElseSaysThatNothingIsRecordedAsTheEnvironmentWould) {
  const Observation unknown = ask(shop_predictor(), asking(call("refund")));
  EXPECT_TRUE(unknown.is_error);
  EXPECT_EQ(unknown.content, "Error: no tool 'refund'");
  EXPECT_EQ(source(unknown), "unknown");
  EXPECT_EQ(confidence(unknown), 0);
  EXPECT_TRUE(unknown.metadata.at("evidence").is_null());
  const auto empty = make_offline_predictor(std::make_shared<StepLog>()).value();
  EXPECT_EQ(source(ask(empty, asking(Action::message("x")))), "unknown");
}

TEST(OfflinePredictor, TellsTheSameOfEveryAnswer) {
  const auto predictor = shop_predictor();
  for (const PredictionRequest& question : questions()) {
    const Observation answer = ask(predictor, question);
    EXPECT_GE(confidence(answer), 0);
    EXPECT_LE(confidence(answer), 1);
    if (source(answer) == "unknown") continue;
    EXPECT_TRUE(source(answer) == "recorded" || source(answer) == "nearest") << source(answer);
    std::set<std::string_view> keys;
    for (const auto& member : answer.metadata.at("evidence").as_object())
      keys.insert(member.key());
    EXPECT_EQ(keys, (std::set<std::string_view>{"agreeing", "context", "row", "step", "trace_id"}));
  }
}

TEST(OfflinePredictor, AStepOfTheSessionIsEvidenceWithoutARow) {
  PredictionRequest request = asking(call("draw"));
  auto history = std::make_shared<std::deque<Step>>();
  history->push_back(Step{call("other"), {"x"}});
  history->push_back(Step{call("draw"), {"queen"}});
  request.history = std::move(history);
  const Observation answer = ask(shop_predictor(), std::move(request));
  EXPECT_EQ(answer.content, "queen");
  const json::object& evidence = answer.metadata.at("evidence").as_object();
  EXPECT_TRUE(evidence.at("trace_id").is_null());
  EXPECT_TRUE(evidence.at("row").is_null());
  EXPECT_EQ(evidence.at("step"), 1);
}

TEST(OfflinePredictor, RecallsWhatTheRecordingsDecideAndNothingElse) {
  const auto predictor = shop_predictor();
  std::size_t recalled = 0;
  for (const PredictionRequest& question : questions()) {
    const Observation answer = ask(predictor, question);
    const auto sure = predictor->recall(question).value();
    EXPECT_EQ(sure.has_value(), source(answer) == "recorded");
    if (!sure) continue;
    ++recalled;
    EXPECT_EQ(sure->observation, answer);
  }
  EXPECT_GT(recalled, 0U);
}

TEST(OfflinePredictor, NeverAnswersFromTheExcludedTrace) {
  const auto predictor = shop_predictor();
  for (const Row& row : shop()) {
    const Observation answer = ask(predictor, asking(row.action, row.task, row.trace.c_str()));
    const json::value& evidence = answer.metadata.at("evidence");
    if (const auto* object = evidence.if_object()) {
      EXPECT_NE(object->at("trace_id"), json::string_view(row.trace));
    }
  }
  const Observation unknown = ask(predictor, asking(call("lokup"), "task 11", "t11"));
  EXPECT_EQ(source(unknown), "unknown");
  EXPECT_EQ(unknown.content, "nothing is recorded of a tool named 'lokup'");
}

TEST(OfflinePredictor, UsesOnlyTheRowsItIsGiven) {
  const auto even = [](const RecordedStep& recorded) {
    return recorded.trace_id == "t2" || recorded.trace_id == "t4";
  };
  const auto predictor = make_offline_predictor(log_of(shop()), even).value();
  for (const PredictionRequest& question : questions()) {
    const Observation answer = ask(predictor, question);
    if (source(answer) == "unknown") continue;
    const json::value& trace = answer.metadata.at("evidence").at("trace_id");
    EXPECT_TRUE(trace == "t2" || trace == "t4");
    const json::value& row = answer.metadata.at("evidence").at("row");
    EXPECT_TRUE(row.to_number<int>() / 3 == 2 || row.to_number<int>() / 3 == 4);
  }
}

TEST(OfflinePredictor, LearnsWhenAsked) {
  const auto log = log_of(shop());
  const std::size_t rows = log->size();
  const auto predictor = make_offline_predictor(log).value();
  ASSERT_THAT(run(predictor->learn({step_of({"", call("refund"), "done"}), "live"})), IsOk());
  const Observation answer = ask(predictor, asking(call("refund")));
  EXPECT_EQ(answer.content, "done");
  EXPECT_EQ(answer.metadata.at("evidence").at("row"), rows);
  EXPECT_EQ(log->size(), rows + 1);
}

TEST(OfflinePredictor, AnswersTheSameWayEveryTime) {
  const TempDir folder;
  const LearnedFile file{folder / "offline.json"}, written{folder / "offline.json", true};
  const std::shared_ptr<Predictor> all[] = {
      shop_predictor(), shop_predictor(),
      make_offline_predictor(log_of(shop()), {}, written).value(),
      make_offline_predictor(log_of(shop()), {}, file).value()};
  for (const PredictionRequest& question : questions()) {
    const Observation first = ask(all[0], question);
    EXPECT_EQ(ask(all[0], question), first);
    EXPECT_EQ(ask(all[1], question), first);
    const Observation kept = ask(all[2], question);
    EXPECT_EQ(ask(all[3], question), kept) << "read as it was written";
    EXPECT_EQ(kept.content, first.content);
    EXPECT_NEAR(confidence(kept), confidence(first), 1e-3) << "figures are rounded in the file";
  }
}

/// Answers that no context decides and that are of many degrees of likeness.
std::vector<Row> noisy() {
  std::vector<Row> rows;
  for (int i = 0; i < 240; ++i) {
    std::string words = "file";
    for (int j = 0; j < i % 11; ++j)
      words += " word" + std::to_string((i * j) % 13);
    rows.push_back({"t" + std::to_string(i / 3), call("read", {{"n", words + std::to_string(i)}}),
                    words, "task " + std::to_string(i % 5)});
  }
  return rows;
}

TEST(LearnedFile, AnswersAsThePredictorThatWroteIt) {
  const TempDir folder;
  const auto path = folder / "offline.json";
  const auto writing = make_offline_predictor(log_of(noisy()), {}, {path, true}).value();
  const auto reading = make_offline_predictor(log_of(noisy()), {}, {path}).value();
  for (const Row& row : noisy()) {
    const PredictionRequest request = asking(row.action, row.task, row.trace.c_str());
    ASSERT_EQ(ask(reading, request), ask(writing, request)) << row.answer;
  }
}

TEST(LearnedFile, IsReadWhereItIsOfTheseRecordings) {
  const TempDir folder;
  const auto path = folder / "offline.json";
  ASSERT_THAT(make_offline_predictor(log_of(shop()), {}, {path, true}), IsOk());
  json::value learned = parse_json(read_text(path)).value();
  EXPECT_EQ(learned.at("rows"), shop().size());
  // A mark that shows whether the file is what is answered from: nothing is trusted.
  learned.as_object()["threshold"] = 2;
  folder.write("offline.json", to_text(learned));
  const auto reading = make_offline_predictor(log_of(shop()), {}, {path}).value();
  EXPECT_EQ(source(ask(reading, asking(lookup("A1")))), "nearest");

  std::vector<Row> fewer = shop();
  fewer.pop_back();
  const auto learning = make_offline_predictor(log_of(fewer), {}, {path}).value();
  EXPECT_EQ(source(ask(learning, asking(lookup("A1")))), "recorded") << "of other recordings";
  EXPECT_EQ(read_text(path), to_text(learned)) << "written only when asked";
}

TEST(LearnedFile, MayBeMissing) {
  const TempDir folder;
  const auto predictor = make_offline_predictor(log_of(shop()), {}, {folder / "no.json"}).value();
  EXPECT_EQ(source(ask(predictor, asking(lookup("A1")))), "recorded");
  EXPECT_FALSE(std::filesystem::exists(folder / "no.json"));
}

TEST(LearnedFile, ThatIsCorruptOrCannotBeWrittenFails) {
  const TempDir folder;
  for (const char* text : {"", "{", "[]", "{\"version\": 3, \"rows\": 37}"}) {
    const auto path = folder.write("offline.json", text);
    const auto read = make_offline_predictor(log_of(shop()), {}, {path});
    EXPECT_THAT(read, FailsWith(errc::corrupt_artifact)) << text;
    EXPECT_THAT(read, MessageHas("offline.json")) << text;
    EXPECT_THAT(make_offline_predictor(log_of(shop()), {}, {path, true}), IsOk());
  }
  EXPECT_FALSE(make_offline_predictor(log_of(shop()), {}, {folder / "no/such/file", true}));
}

}  // namespace
}  // namespace wmh::testing
