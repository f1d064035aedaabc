#include "offline/recordings.hpp"

#include "offline/recorded.hpp"
#include "util/mix_hash.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using testing::call;
using testing::Recorded;
using testing::Row;

TEST(Recordings, LinkTheStepsOfATrace) {
  const Recorded recorded({{"t0", call("a"), "1", "x"},
                           {"t1", call("a"), "2", "y"},
                           {"t0", call("b"), "3", "x"},
                           {"", call("b"), "4", "x"},
                           {"", call("b"), "5", "x"}});
  const Recordings& all = recorded.recordings;
  EXPECT_EQ(all.size(), 5U);
  EXPECT_EQ(all.call(2).previous, 0U);
  EXPECT_EQ(all.call(1).previous, no_number);
  EXPECT_EQ(all.call(4).previous, no_number) << "a step without a trace stands alone";
  EXPECT_EQ(all.call(4).trace, no_number);
  ASSERT_EQ(all.past_of(2).size(), 1U);
  EXPECT_EQ(all.past_of(2)[0].outcome, testing::outcome("1"));
  EXPECT_EQ(all.trace_number("t1"), 1U);
  EXPECT_EQ(all.trace_number("t2"), no_number);
  EXPECT_EQ(all.traces_of_task(all.call(0).task), 1U);
}

TEST(Recordings, FindEntriesByToolAndArguments) {
  const Recorded recorded({{"t0", call("a", {{"n", 1}}), "x"},
                           {"t1", call("a", {{"n", 2}}), "x"},
                           {"t2", call("a", {{"n", 1}}), "y"}});
  EXPECT_EQ(recorded.recordings.tool(text_hash("b")), nullptr);
  const Recordings::Tool* tool = recorded.recordings.tool(text_hash("a"));
  ASSERT_NE(tool, nullptr);
  EXPECT_EQ(tool->entries, 3U);
  EXPECT_EQ(tool->arguments.size(), 2U);
  EXPECT_EQ(tool->by_arguments.at(0), (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(tool->by_key[0].at(argument_marks(call("a", {{"n", 1}})).keys[0]),
            (std::vector<std::uint32_t>{0, 2}));
}

TEST(Recordings, ABoundedNumberOfEqualCallsIsFound) {
  std::vector<Row> rows(Recordings::max_equal + 1, {"t0", call("a"), "x"});
  const Recorded recorded(rows);
  EXPECT_EQ(recorded.recordings.tool(text_hash("a"))->by_arguments[0].size(),
            Recordings::max_equal);
  EXPECT_EQ(recorded.recordings.size(), rows.size());
}

TEST(Recordings, LaterStepsHaveShapesToo) {
  std::vector<Row> rows;
  for (const char* file : {"one", "two", "three"})
    rows.push_back({"t", call("sh", {{"cmd", std::string("cat ") + file}}), "x"});
  Recorded recorded(rows);
  recorded.recordings.add({testing::step_of({"u", call("sh", {{"cmd", "cat four"}}), "x"}), "u"},
                          3);
  const Recordings::Tool* tool = recorded.recordings.tool(text_hash("sh"));
  ASSERT_EQ(tool->shapes.size(), 4U);
  EXPECT_EQ(tool->shapes[3], tool->shapes[0]);
  EXPECT_EQ(tool->by_shape.at(tool->shapes[0]).size(), 4U);
}

TEST(StepCache, ReadsEachRowOnce) {
  Recorded recorded({{"t0", call("a", {{"n", "b c"}}), "answer"}});
  const ComparedStepPtr step = recorded.cache.at(0).value();
  EXPECT_EQ(recorded.cache.at(0).value(), step);
  EXPECT_EQ(step->arguments, "n b c\n");
  EXPECT_EQ(step->words.size(), 3U);
  EXPECT_EQ(step->step().observation.content, "answer");
}

}  // namespace
}  // namespace wmh::detail
