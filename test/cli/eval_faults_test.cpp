// Calls that fail at random change no score.
#include <wmh/json.hpp>

#include "language_server.hpp"
#include "support.hpp"

namespace wmh::cli::testing {
namespace {

/// Every score and prediction, in order.
std::string scores_of(const std::filesystem::path& file) {
  std::string all;
  const json::value report = parse_json(read_text(file)).value();
  for (const json::value& step : report.at("shop").at("results").as_array())
    all += to_text(step.at("trace_id")) + to_text(step.at("step")) + to_text(step.at("predicted")) +
           to_text(step.at("score")) + '\n';
  return all;
}

TEST(EvalFaults, EveryStepIsScoredAllTheSame) {
  TempDir folder;
  const std::string corpus =
      folder.write("shop/traces.otel.jsonl", wmh::testing::small_corpus(545));
  const auto evaluate = [&](double rate, const char* out) {
    wmh::testing::ProviderServerOptions options;
    if (rate > 0) options.faults = wmh::testing::random_faults({rate, rate, rate, rate}, 20260221);
    LanguageServer server(LanguageServer::with_script(std::move(options)));
    const ScopedEnvironment environment(server.environment(false));
    const Outcome outcome = run_wmh(
        {"eval", "--provider", "openai", "--model", "m", "--recall", "off", "--judge", "rubric",
         "--root", (folder / "root").string(), "--out", (folder / out).string(), corpus});
    EXPECT_EQ(outcome.code, exit_ok) << outcome.err;
    EXPECT_TRUE(server.refusals().empty());
    const auto counts = server.counts();
    std::cout << counts.calls << " calls, of which reset " << counts.reset << ", 429 "
              << counts.too_many_requests << ", 500 " << counts.server_errors << ", cut "
              << counts.cut << '\n';
    return scores_of(folder / out);
  };
  const std::string without = evaluate(0, "without.json");
  const std::string with = evaluate(0.0125, "with.json");
  EXPECT_EQ(with, without);
  EXPECT_GE(line_count(without), 400U);
}

}  // namespace
}  // namespace wmh::cli::testing
