#include "offline/neighbours.hpp"

#include "offline/guesses.hpp"
#include "offline/recorded.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using testing::call;
using testing::Recorded;
using testing::Row;

Action cat(const std::string& file) {
  return call("sh", {{"cmd", "cat " + file}});
}

std::vector<Neighbour> find(Recorded& recorded, const Situation& situation,
                            const char* without = "") {
  PredictionRequest request(situation.action);
  request.task = std::string(situation.task);
  auto history = std::make_shared<std::deque<Step>>();
  for (const Step* step : situation.past)
    history->push_back(*step);
  request.history = history;
  request.exclude_trace = without;
  return find_neighbours(situation, Query(request, recorded.recordings), recorded.recordings,
                         recorded.cache)
      .value();
}

std::vector<std::string> answers(const std::vector<Neighbour>& neighbours) {
  std::vector<std::string> answers;
  for (const Neighbour& each : neighbours)
    answers.push_back(each.step->step().observation.content);
  return answers;
}

TEST(FindNeighbours, TheMostSimilarStepOfTheToolComesFirst) {
  Recorded recorded({{"t0", cat("letters.txt"), "far", "count"},
                     {"t1", cat("numbers.txt"), "near", "count"},
                     {"t2", call("other", {{"cmd", "cat numbers.txt"}}), "no", "count"}});
  const Action action = cat("numbers.txt2");
  const auto found = find(recorded, {action, "count"});
  EXPECT_EQ(answers(found), (std::vector<std::string>{"near", "far"}));
  EXPECT_TRUE(found[0].same_task);
  EXPECT_EQ(found[0].entry, 1U);
  EXPECT_NEAR(found[0].task, 1, 1e-5);
  EXPECT_TRUE(find(recorded, {call("unknown"), "count"}).empty());
}

TEST(FindNeighbours, StepsOfTheExcludedTraceAreNone) {
  Recorded recorded({{"t0", cat("a"), "x", "count"}, {"t1", cat("b"), "y", "count"}});
  const Action action = cat("a");
  EXPECT_EQ(answers(find(recorded, {action, "count"}, "t0")), (std::vector<std::string>{"y"}));
}

TEST(FindNeighbours, EqualRecordingsDoNotCrowdTheOthersOut) {
  std::vector<Row> rows(100, {"", cat("same"), "x", "count"});
  rows.push_back({"t", cat("entirely different words"), "y", "walk"});
  Recorded recorded(rows);
  const Action action = cat("same");
  const auto found = answers(find(recorded, {action, "count"}));
  EXPECT_EQ(found.size(), 4U) << "three equal ones and the other";
  EXPECT_EQ(found.back(), "y");
}

TEST(FindNeighbours, AreBounded) {
  std::vector<Row> rows;
  for (int i = 0; i < 300; ++i)
    rows.push_back({"t" + std::to_string(i), cat("file" + std::to_string(i)), "x", "count"});
  Recorded recorded(rows);
  const Action action = cat("file");
  EXPECT_LE(find(recorded, {action, "count"}).size(), 40U);
}

TEST(FindNeighbours, TheSessionHasStepsOfItsOwn) {
  Recorded recorded({{"t0", cat("letters.txt"), "recorded", "count"}});
  const Step equal{cat("numbers.txt"), {"session"}}, other{call("other"), {"no"}};
  const Action action = cat("numbers.txt");
  Situation situation{action, "count", {&other, &equal}};
  const auto found = find(recorded, situation);
  EXPECT_EQ(answers(found), (std::vector<std::string>{"session", "recorded"}));
  EXPECT_TRUE(found[0].in_session());
  EXPECT_NEAR(found[0].arguments, 1, 1e-5);
  EXPECT_EQ(found[0].past, 1U);

  const Action unrecorded = call("other");
  const Situation unknown{unrecorded, "count", {&other}};
  EXPECT_EQ(answers(find(recorded, unknown)), (std::vector<std::string>{"no"}));
}

TEST(GuessesOf, AreTheAnswersAndWhatTheyBecomeWithTheNewArguments) {
  Recorded recorded({{"t0", cat("letters.txt"), "letters.txt: not found", "count"},
                     {"t1", cat("lettering.txt"), "lettering.txt: not found", "count"},
                     {"t2", cat("letter.txt"), "denied", "count", true}});
  const Action action = cat("numbers.txt");
  const Situation situation{action, "count"};
  const auto guesses = guesses_of(situation, find(recorded, situation));
  ASSERT_EQ(guesses.size(), 4U) << "two become the same, one stays as it is";
  std::size_t adapted = 0;
  for (const Guess& guess : guesses)
    if (guess.making == Making::adapted) {
      ++adapted;
      EXPECT_EQ(guess.observation.content, "numbers.txt: not found");
      EXPECT_EQ(guess.profile->outcome(), outcome_key(guess.observation));
    } else {
      EXPECT_EQ(guess.observation.is_error, guess.observation.content == "denied");
    }
  EXPECT_EQ(adapted, 1U);
}

TEST(GuessesOf, AreAlsoPartsOfAnAnswerThatTheNewArgumentsMayAskFor) {
  Recorded recorded({{"t0", cat("a.txt"), "one\ntwo\nthree", "count"},
                     {"t1", cat("b.txt"), "one\nerror", "count", true}});
  const Action action = call("sh", {{"cmd", "grep 'two' a.txt"}});
  const Situation situation{action, "count"};
  std::size_t parts = 0;
  for (const Guess& guess : guesses_of(situation, find(recorded, situation))) {
    if (guess.making <= Making::adapted) continue;
    ++parts;
    EXPECT_FALSE(guess.observation.is_error) << "errors are taken whole";
  }
  EXPECT_EQ(parts, 2U) << "the line, and the line after its number";
}

}  // namespace
}  // namespace wmh::detail
