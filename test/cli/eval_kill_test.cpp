// `kill -9` at any moment of an eval that is paid for: what was finished is not paid for again.
#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "language_server.hpp"
#include "support/command.hpp"
#include "support/temp_dir.hpp"

#include <chrono>
#include <csignal>
#include <random>
#include <thread>

namespace wmh::cli::testing {
namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;
using wmh::testing::read_text;

struct EvalKill : ::testing::Test {
  wmh::testing::ProviderServerOptions slow() {
    wmh::testing::ProviderServerOptions options;
    options.delay = std::chrono::milliseconds(10);
    return LanguageServer::with_script(std::move(options));
  }

  pid_t start(const fs::path& root, const std::string& out, bool resume) {
    std::vector<std::string> words{
        "eval",   "--provider",    "openai", "--model", "m",           "--recall", "off", "--judge",
        "rubric", "--concurrency", "4",      "--root",  root.string(), "--out",    out,   corpus};
    if (resume) words.emplace_back("--resume");
    return wmh::testing::start_command(WMH_COMMAND, words, "/", "/dev/null", "/dev/null");
  }
  static int wait_for(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
  }

  /// Steps that the journals of a root hold.
  static std::int64_t finished(const fs::path& root) {
    std::int64_t lines = 0;
    std::error_code none_yet;
    for (const auto& entry : fs::directory_iterator(root / "evals/unfinished", none_yet)) {
      const std::string text = read_text(entry.path());
      lines += std::count(text.begin(), text.end(), '\n') - 1;
    }
    return std::max<std::int64_t>(lines, 0);
  }

  /// The report without what differs from run to run.
  static json::value comparable(const fs::path& file) {
    json::value report = parse_json(read_text(file)).value();
    json::object& shop = report.as_object().at("shop").as_object();
    shop.erase("step_seconds");
    for (json::value& step : shop.at("results").as_array())
      step.as_object().erase("seconds");
    return report;
  }

  wmh::testing::TempDir folder;
  LanguageServer server{slow()};
  ScopedEnvironment environment{server.environment(false)};
  std::string corpus = folder.write("shop/traces.otel.jsonl", wmh::testing::small_corpus(150));
};

TEST_F(EvalKill, PaysForNoFinishedStepAgain) {
  const fs::path whole = folder / "whole.json", resumed = folder / "resumed.json";
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_EQ(wait_for(start(folder / "a", whole, false)), 0);
  const auto time =
      std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - begin);
  const std::int64_t calls = server.calls();
  const std::int64_t steps = calls / 2;  // one to predict and one to judge
  ASSERT_GT(steps, 100);

  std::mt19937 random(20260221);
  int kills = 0;
  std::int64_t known = 0;
  for (bool done = false; !done; ++kills) {
    ASSERT_LT(kills, 200);
    const std::int64_t before = server.calls();
    const pid_t child = start(folder / "b", resumed, true);
    // Twenty kills all over the run, each time a part of what is left.
    const bool last = kills >= 20;
    if (!last) {
      std::uniform_int_distribution<long> moment(0, time.count() / 6);
      std::this_thread::sleep_for(microseconds(moment(random)));
      ::kill(child, SIGKILL);
    }
    done = wait_for(child) == 0;
    if (done) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(30));  // answers under way come in
    const std::int64_t now_known = finished(folder / "b");
    const std::int64_t paid = server.calls() - before;
    // New steps take two calls each; at most four were under way.
    ASSERT_LE(paid, 2 * (now_known - known) + 2 * 4) << "kill " << kills;
    ASSERT_GE(now_known, known);
    known = now_known;
  }
  EXPECT_GE(kills, 20);
  std::cout << kills << " kills; " << server.calls() - calls << " calls for " << calls << '\n';
  EXPECT_EQ(comparable(resumed), comparable(whole));
  EXPECT_TRUE(fs::is_empty(folder / "b/evals/unfinished"));
  EXPECT_TRUE(server.refusals().empty());
}

}  // namespace
}  // namespace wmh::cli::testing
