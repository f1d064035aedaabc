#include "offline/trust.hpp"

#include "offline/recorded.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using testing::call;
using testing::Recorded;
using testing::Row;

TEST(Trust, NeedsThreeTrials) {
  Trust trust;
  EXPECT_EQ(trust.of(1, Context()), 0);
  for (int i = 0; i < 2; ++i)
    trust.count(1, Context(), true);
  EXPECT_EQ(trust.of(1, Context()), 0);
  trust.count(1, Context(), true);
  EXPECT_DOUBLE_EQ(trust.of(1, Context()), (3 + 4.5) / 8);  // five of them at 0.9 before
}

TEST(Trust, FewTrialsAreDrawnToTheGeneralOnes) {
  Context context;
  context.support = 1;
  Trust trust;
  for (int i = 0; i < 3; ++i)
    trust.count(1, context, true);
  // Of all tools 3 of 3, with five more trials of 0.9; nothing of this tool.
  EXPECT_DOUBLE_EQ(trust.of(2, context), 7.5 / 8);
  trust.count(2, context, false);
  EXPECT_DOUBLE_EQ(trust.of(2, context), 5 * (7.5 / 8) / 6);
  EXPECT_DOUBLE_EQ(trust.without(2, context, false), 7.5 / 8) << "as though it had not been";
  for (int i = 0; i < 1000; ++i)
    trust.count(2, context, false);
  EXPECT_LT(trust.of(2, context), 0.01);
  EXPECT_GT(trust.of(1, context), 0.3);
}

TEST(Trust, OtherSupportOfTheToolComesBeforeOtherTools) {
  Context one, two;
  one.support = 1;
  two.support = 2;
  Trust trust;
  for (int i = 0; i < 5; ++i)
    trust.count(1, one, false);
  // Nothing of support 2 at all: 0.9; 0 of 5 of the tool with other support.
  EXPECT_DOUBLE_EQ(trust.of(1, two), 4.5 / 10);
  EXPECT_EQ(trust.of(2, two), 0);
}

/// A tool that answers by its arguments, and one that answers as it likes.
std::vector<Row> rows() {
  std::vector<Row> rows;
  for (int i = 0; i < 30; ++i) {
    const std::string trace = "t" + std::to_string(i), task = "task " + std::to_string(i);
    const int id = i % 3;
    rows.push_back({trace, call("get", {{"id", id}}), "item " + std::to_string(id), task});
    rows.push_back({trace, call("roll"), std::to_string(i), task});
  }
  return rows;
}

std::optional<TrustedAnswer> find(const Recorded& recorded, const Trust& trust, Action action,
                                  const char* task = "new") {
  PredictionRequest request(std::move(action));
  request.task = task;
  return find_recorded(Query(request, recorded.recordings), recorded.recordings, {}, trust);
}

TEST(LearnTrust, AnswersWhatAContextDecidesAndNothingElse) {
  const Recorded recorded(rows());
  const Trust trust = learn_trust(recorded.recordings, {});
  EXPECT_GE(trust.threshold, 0.8);
  EXPECT_LT(trust.threshold, 1);
  const auto got = find(recorded, trust, call("get", {{"id", 1}}));
  ASSERT_TRUE(got);
  EXPECT_EQ(got->answer.outcome, testing::outcome("item 1"));
  EXPECT_GE(got->trust, trust.threshold);
  EXPECT_LE(got->trust, 1);
  EXPECT_FALSE(find(recorded, trust, call("roll")));
  EXPECT_FALSE(find(recorded, trust, call("get", {{"id", 7}})));
}

TEST(LearnTrust, AToolThatTheTaskDoesNotDecideIsNotTrustedWithIt) {
  std::vector<Row> all = rows();
  for (Row& row : rows()) {  // each task once more: the rolls differ
    row.trace += "b";
    if (row.action.name() == "roll") row.answer += "b";
    all.push_back(row);
  }
  all.push_back({"last", call("roll"), "7", "task of one roll"});
  const Recorded recorded(all);
  const Trust trust = learn_trust(recorded.recordings, {});
  EXPECT_FALSE(find(recorded, trust, call("roll"), "task of one roll"));
  EXPECT_TRUE(find(recorded, trust, call("get", {{"id", 1}}), "task 1"));
}

TEST(LearnTrust, WithoutTrialsTrustsNothing) {
  const Recorded recorded({{"t0", call("get"), "x", "a"}});
  const Trust trust = learn_trust(recorded.recordings, {});
  EXPECT_EQ(trust.threshold, 0.8);
  EXPECT_FALSE(find(recorded, trust, call("get"), "a"));
}

TEST(FindRecorded, OfEquallyTrustedAnswersTheFirstIsTaken) {
  const Recorded recorded({{"t0", call("get"), "x", "a"}, {"t1", call("get"), "x", "a"}});
  PredictionRequest request(call("get"));
  request.task = "a";
  const Query query(request, recorded.recordings);
  Trust trust;
  for (const ContextAnswer& answer : context_answers(query, recorded.recordings, {}))
    for (int i = 0; i < 3; ++i)
      trust.count(query.tool, answer.context, true);
  trust.threshold = 0.9;
  const auto found = find(recorded, trust, call("get"), "a");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->answer.context.name(), "arguments");
  trust.threshold = 0.95;
  EXPECT_FALSE(find(recorded, trust, call("get"), "a"));
}

}  // namespace
}  // namespace wmh::detail
