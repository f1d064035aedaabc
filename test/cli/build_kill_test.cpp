// `kill -9` at any moment of a build leaves the old model or the new one.
#include <wmh/json.hpp>
#include <wmh/store.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/command.hpp"
#include "support/traces.hpp"

#include <chrono>
#include <csignal>
#include <random>
#include <thread>

namespace wmh::testing {
namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;

/// Starts `wmh build` on a corpus, silent.
pid_t start_build(const fs::path& root, const fs::path& corpus) {
  return start_command(WMH_COMMAND,
                       {"build", "--no-interactive", "--name", "shop", "--root", root.string(),
                        "--file", corpus.string()},
                       "/", "/dev/null", "/dev/null");
}

int wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

microseconds time_build(const fs::path& root, const fs::path& corpus) {
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(wait_for(start_build(root, corpus)), 0);
  return std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - begin);
}

/// The one model is whole and answers; gives its number of steps.
std::size_t check_model(const WorldModelStore& store) {
  const auto models = store.list().value();
  EXPECT_EQ(models.size(), 1U);
  if (models.empty()) return 0;
  EXPECT_EQ(models[0].problem, "");
  auto model = load_world_model(models[0].path);
  EXPECT_THAT(model, IsOk());
  if (!model) return 0;
  EXPECT_THAT(model->restart(SessionStart("count the stock of article 3")), IsOk());
  const auto answer = model->step(Action::tool_call("lookup", {{"id", 3}}));
  EXPECT_THAT(answer, IsOk());
  EXPECT_EQ(answer->metadata.at("source").as_string(), "recorded");
  return models[0].steps;
}

TEST(Build, SurvivesAKillAtAnyMoment) {
  TempDir folder;
  const WorldModelStore store(folder / "root");
  const fs::path corpora[] = {folder.write("a.jsonl", small_corpus(600)),
                              folder.write("b.jsonl", small_corpus(700))};
  const microseconds whole = time_build(store.root(), corpora[0]);
  ASSERT_EQ(check_model(store), 2400U);

  std::mt19937 random(20260131);
  std::uniform_int_distribution<long> moment(0, whole.count() * 11 / 10);
  int published = 0;
  for (int round = 0; round < 50; ++round) {
    const pid_t child = start_build(store.root(), corpora[round % 2]);
    std::this_thread::sleep_for(microseconds(moment(random)));
    ::kill(child, SIGKILL);
    if (wait_for(child) == 0) ++published;
    const std::size_t steps = check_model(store);
    ASSERT_TRUE(steps == 2400U || steps == 2800U) << "round " << round << ": " << steps;
  }
  std::cout << "50 kills within " << whole.count() << " us, " << published << " came too late\n";

  time_build(store.root(), corpora[1]);
  EXPECT_EQ(check_model(store), 2800U);
  std::size_t entries = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(store.models()))
    ++entries;
  EXPECT_EQ(entries, 1U) << "what dead builders left is still there";
}

}  // namespace
}  // namespace wmh::testing
