#include "replay.hpp"

#include <wmh/json.hpp>

#include "cli/support.hpp"
#include "cli/traces.hpp"

namespace wmh::cli::testing {
namespace {

class Replays : public ::testing::Test {
 protected:
  Replays() {
    const auto traces = write_traces(folder_);
    const Outcome built =
        run_wmh({"build", "--root", (folder_ / "root").string(), traces.string()});
    EXPECT_EQ(built.code, exit_ok) << built.err;
  }

  /// As the Python original recorded: steps that do not say which trace they are of.
  void forget_traces() const {
    const auto file = model_ / "index/steps.jsonl";
    std::istringstream lines(read_text(file));
    std::string line, rewritten;
    while (std::getline(lines, line)) {
      json::value step = parse_json(line).value();
      step.as_object().erase("trace_id");
      rewritten += to_text(step) + "\n";
    }
    std::ofstream(file, std::ios::trunc) << rewritten;
    std::filesystem::remove(model_ / "index/meta.json");
  }

  TempDir folder_;
  std::filesystem::path model_ = folder_ / "root/models/default";
};

ReplayChoice choice_of(std::uint64_t seed, std::size_t steps = 5) {
  ReplayChoice choice;
  choice.seed = seed;
  choice.steps = steps;
  return choice;
}

TEST_F(Replays, BeginAtTheBeginningAndStayInTheTrace) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const Replay replay = replay_recording(model_, choice_of(seed)).value();
    ASSERT_EQ(replay.steps.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_EQ(replay.steps[i].recorded->index, i);
      EXPECT_EQ(replay.steps[i].recorded->trace_id, replay.trace_id);
    }
  }
  EXPECT_EQ(replay_recording(model_, choice_of(0, 2)).value().steps.size(), 2U);
}

TEST_F(Replays, DrawTheSameTraceForTheSameSeed) {
  const auto drawn = [&](std::uint64_t seed) {
    return replay_recording(model_, choice_of(seed)).value().trace_id;
  };
  EXPECT_EQ(drawn(1), drawn(1));
  bool other = false;
  for (std::uint64_t seed = 2; seed < 10; ++seed)
    other = other || drawn(seed) != drawn(1);
  EXPECT_TRUE(other);
}

TEST_F(Replays, OfStepsWithoutATraceKeepThoseStepsFromTheModel) {
  forget_traces();
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const Replay replay = replay_recording(model_, choice_of(seed)).value();
    EXPECT_EQ(replay.trace_id, "");
    ASSERT_FALSE(replay.steps.empty());
    const auto task = replay.steps.front().recorded->step.task;
    for (const ReplayedStep& step : replay.steps) {
      EXPECT_EQ(step.recorded->step.task, task);
      // Every user is looked up in every task, so another recording answers.
      EXPECT_TRUE(step.exact);
    }
  }
}

}  // namespace
}  // namespace wmh::cli::testing
