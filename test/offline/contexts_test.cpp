#include "offline/contexts.hpp"

#include "offline/recorded.hpp"
#include "util/mix_hash.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using testing::call;
using testing::outcome;
using testing::Recorded;
using testing::Row;

Action get(const char* id) {
  return call("get", {{"id", id}});
}

PredictionRequest ask(Action action, const char* task = "", const std::vector<Row>& past = {}) {
  PredictionRequest request(std::move(action));
  request.task = task;
  auto history = std::make_shared<std::deque<Step>>();
  for (const Row& row : past)
    history->push_back(testing::step_of(row));
  request.history = std::move(history);
  return request;
}

std::vector<ContextAnswer> answers(const Recorded& recorded, const PredictionRequest& request,
                                   const Effects& effects = {}) {
  return context_answers(Query(request, recorded.recordings), recorded.recordings, effects);
}

/// The answer of the context of a name; nullopt where it gives none.
std::optional<ContextAnswer> answer_of(const std::vector<ContextAnswer>& all,
                                       std::string_view name) {
  for (const ContextAnswer& each : all)
    if (each.context.name() == name) return each;
  return std::nullopt;
}

Effects cancel_changes_get(Effects::Reach reach = Effects::Reach::sharing) {
  Effects effects;
  effects.add(Effects::key_of(text_hash("get"), text_hash("cancel")), reach);
  return effects;
}

TEST(Contexts, AnswerWhereAllTheirRecordingsAgree) {
  const Recorded recorded({{"t0", get("W1"), "open", "a"},
                           {"t1", get("W1"), "open", "b"},
                           {"t2", get("W1"), "open", "b"},
                           {"t3", get("W2"), "open", "a"},
                           {"t4", get("W2"), "closed", "b"}});
  const auto agreed = answer_of(answers(recorded, ask(get("W1"), "new")), "arguments");
  ASSERT_TRUE(agreed);
  EXPECT_EQ(agreed->outcome, outcome("open"));
  EXPECT_EQ(agreed->entry, 0U);
  EXPECT_EQ(agreed->agreeing, 3U);
  EXPECT_EQ(agreed->context.support, 2) << "of different tasks";
  EXPECT_FALSE(agreed->context.task_recorded);
  EXPECT_TRUE(answers(recorded, ask(get("W2"), "new")).empty());
  EXPECT_TRUE(answers(recorded, ask(get("W3"), "a")).empty());
  EXPECT_TRUE(answers(recorded, ask(call("other"), "a")).empty());
}

TEST(Contexts, OfTheTaskDecideWhatTheArgumentsLeaveOpen) {
  const Recorded recorded({{"t0", get("W1"), "open", "a"}, {"t1", get("W1"), "closed", "b"}});
  const auto all = answers(recorded, ask(get("W1"), "b"));
  EXPECT_FALSE(answer_of(all, "arguments"));
  const auto task = answer_of(all, "arguments+task");
  ASSERT_TRUE(task);
  EXPECT_EQ(task->outcome, outcome("closed"));
  EXPECT_TRUE(task->context.task_recorded);
}

TEST(Contexts, OfTheStateNeedAState) {
  const Recorded recorded({{"t0", get("W1"), "open", "a", false, {{"day", 1}}},
                           {"t1", get("W1"), "closed", "b", false, {{"day", 2}}},
                           {"t2", get("W1"), "gone", "c"}});
  PredictionRequest request = ask(get("W1"));
  EXPECT_FALSE(answer_of(answers(recorded, request), "arguments+state"));
  request.state.structured["day"] = 2;
  const auto state = answer_of(answers(recorded, request), "arguments+state");
  ASSERT_TRUE(state);
  EXPECT_EQ(state->outcome, outcome("closed"));
}

TEST(Contexts, OfTheFactsTakeRecordingsThatWereAnsweredAlike) {
  const std::vector<Row> rows{{"t0", call("whoami"), "mia", "a"},
                              {"t0", get("W1"), "hers", "a"},
                              {"t1", call("whoami"), "bob", "b"},
                              {"t1", get("W1"), "not yours", "b"},
                              {"t2", get("W1"), "who?", "c"}};
  const Recorded recorded(rows);
  const auto facts =
      answer_of(answers(recorded, ask(get("W1"), "new", {rows[2]})), "arguments+facts");
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->outcome, outcome("not yours"));
  EXPECT_EQ(facts->entry, 3U);
  const Row other{"", call("whoami"), "eve"};
  EXPECT_FALSE(answer_of(answers(recorded, ask(get("W1"), "new", {other})), "arguments+facts"));
  EXPECT_FALSE(answer_of(answers(recorded, ask(get("W1"), "new")), "arguments+facts"));
}

TEST(Contexts, OfTheChangesTakeRecordingsAfterTheSameOnes) {
  const Row cancel{"t1", call("cancel", {{"id", "W17"}}), "done", "a"};
  const Recorded recorded(
      {{"t0", get("W17"), "open", "a"}, cancel, {"t1", get("W17"), "gone", "a"}});
  const Effects effects = cancel_changes_get();
  const auto before =
      answer_of(answers(recorded, ask(get("W17"), "new"), effects), "arguments+changes");
  ASSERT_TRUE(before);
  EXPECT_EQ(before->outcome, outcome("open"));
  EXPECT_FALSE(before->context.changed);
  const auto after =
      answer_of(answers(recorded, ask(get("W17"), "new", {cancel}), effects), "arguments+changes");
  ASSERT_TRUE(after);
  EXPECT_EQ(after->outcome, outcome("gone"));
  EXPECT_TRUE(after->context.changed);
}

TEST(Contexts, OfLooserFormsFindMoreRecordings) {
  const Recorded recorded({{"t0", call("sql", {{"q", "SELECT a, b"}}), "1", "a"},
                           {"t1", call("sql", {{"q", "select b, a"}}), "1", "b"}});
  const auto all = answers(recorded, ask(call("sql", {{"q", "select a,b;"}})));
  EXPECT_FALSE(answer_of(all, "arguments"));
  EXPECT_EQ(answer_of(all, "spelling-free arguments")->agreeing, 1U);
  EXPECT_EQ(answer_of(all, "words")->agreeing, 2U);
}

TEST(Contexts, ARepeatInTheSessionIsAnsweredAsBefore) {
  const Recorded recorded({{"t0", get("W17"), "open", "a"}});
  const std::vector<Row> past{{"", get("W17"), "mine"}, {"", call("look"), "x"}};
  const auto repeat =
      answer_of(answers(recorded, ask(get("W17"), "a", past)), "an equal call of this session");
  ASSERT_TRUE(repeat);
  EXPECT_EQ(repeat->outcome, outcome("mine"));
  EXPECT_EQ(repeat->entry, no_number);
  EXPECT_EQ(repeat->past, 0U);
  EXPECT_EQ(repeat->context.support, 1) << "one call since";
}

TEST(Contexts, AChangeSinceShowsWhatIsTrueNow) {
  const Recorded recorded({{"t0", get("W17"), "open", "a"}});
  const std::vector<Row> past{{"", get("W17"), "open"},
                              {"", call("cancel", {{"id", "W17"}}), "cancelled"},
                              {"", call("cancel", {{"id", "W18"}}), "refused"}};
  const auto all = answers(recorded, ask(get("W17"), "a", past), cancel_changes_get());
  const auto change = answer_of(all, "the last change of this session");
  ASSERT_TRUE(change);
  EXPECT_EQ(change->outcome, outcome("cancelled"));
  EXPECT_EQ(change->past, 1U);
  EXPECT_EQ(change->context.by_tool, text_hash("cancel"));
  EXPECT_FALSE(answer_of(all, "an equal call of this session"));
}

TEST(Contexts, ARecordedEntryIsNotAnsweredFromItsOwnTrace) {
  const Recorded recorded({{"t0", get("W1"), "open", "a"},
                           {"t0", get("W1"), "open", "a"},
                           {"t1", get("W1"), "open", "a"},
                           {"t2", get("W1"), "open", "b"}});
  Query query(recorded.recordings, 0);
  const auto answered = [&] {
    return answer_of(context_answers(query, recorded.recordings, {}), "arguments");
  };
  EXPECT_EQ(answered()->agreeing, 2U);
  EXPECT_TRUE(query.task_is_recorded());
  query.without_task = query.task;
  EXPECT_EQ(answered()->agreeing, 1U);
  EXPECT_EQ(answered()->entry, 3U);
  EXPECT_FALSE(query.task_is_recorded());
}

TEST(Context, AKeyIsOfAllThatTellsContextsApart) {
  const Context plain;
  std::vector<Context> others(7, plain);
  others[0].from = AnswerFrom::repeat;
  others[1].form = KeyForm::words;
  others[2].conditions = same_task;
  others[3].changed = true;
  others[4].task_recorded = true;
  others[5].by_tool = 7;
  others[6].support = 3;
  for (std::size_t i = 0; i < others.size(); ++i) {
    EXPECT_NE(others[i].key(), plain.key()) << i;
    EXPECT_EQ(others[i].general_key() == plain.general_key(), i == 6) << i;
  }
}

}  // namespace
}  // namespace wmh::detail
