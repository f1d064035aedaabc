#include "closed_loop.hpp"

#include <wmh/json.hpp>

#include "arguments.hpp"
#include "cli.hpp"
#include "console.hpp"
#include "eval_options.hpp"
#include "language.hpp"
#include "observer.hpp"

#include <fmt/format.h>

#include <sstream>

namespace wmh::cli {
namespace {

/// What cannot be meant, told before the work.
std::optional<Error> problem_with(const Arguments& arguments) {
  if (!arguments.flag(opt::closed_loop))
    return Error(errc::invalid_argument, "--testbed is for --closed-loop; give both or none");
  if (arguments.flag(opt::dry_run) || arguments.flag(opt::resume))
    return Error(errc::invalid_argument, "--dry-run and --resume are not for --closed-loop");
  if (arguments.given(opt::html))
    return Error(errc::invalid_argument,
                 "--closed-loop has no page for --html; --out writes its report as JSON");
  return std::nullopt;
}

/// The words that start the testbed; none where nobody names it.
std::vector<std::string> testbed_command(const EvalSuite& suite, const Arguments& arguments) {
  if (arguments.given(opt::testbed)) return words_of_program(arguments.text(opt::testbed));
  if (suite.testbed.empty()) return {};
  // A name without a folder would be looked for in PATH.
  return {std::filesystem::absolute(suite.testbed).string()};
}

Result<std::shared_ptr<Testbed>> open_testbed(const EvalSuite& suite, const Arguments& arguments) {
  const std::vector<std::string> command = testbed_command(suite, arguments);
  if (command.empty())
    return Error(errc::invalid_argument,
                 "--closed-loop needs --testbed PROGRAM, or a suite with the key testbed: what "
                 "holds the environment and its agents, see docs/closed-loop.md");
  TestbedProgramOptions options;
  options.processes = concurrency_of(arguments, true);
  auto testbed = open_testbed_program(command, options);
  if (!testbed) {
    const bool given = arguments.given(opt::testbed);
    return std::move(testbed).error().in(given ? "--testbed" : "testbed of " + suite.path.string());
  }
  return std::shared_ptr<Testbed>(std::move(*testbed));
}

void tell_unused(const Arguments& arguments, bool offline, Console& console) {
  std::string unused =
      names_of_given({&opt::judge, &opt::sample_turns, &opt::seed, &opt::results_root}, arguments);
  const std::string of_models =
      names_of_given({&opt::prompt, &opt::rag, &opt::top_k, &opt::embed_dim}, arguments);
  if (offline && !of_models.empty()) unused += (unused.empty() ? "" : ", ") + of_models;
  if (!unused.empty())
    console.notice(
        fmt::format("a closed loop compares ends and scores no step: {} changes nothing", unused));
}

Result<LoopReport> run_loop(const EvalSuite& suite, const Arguments& arguments, Console& console) {
  if (auto problem = problem_with(arguments)) return std::move(*problem);
  auto language = Language::open(arguments, console);
  if (!language) return std::move(language).error();
  ClosedLoopOptions options;
  options.make_predictor = (*language)->predictor_maker(suite);
  auto testbed = open_testbed(suite, arguments);
  if (!testbed) return std::move(testbed).error();
  options.testbed = std::move(*testbed);
  options.suite = suite;
  options.concurrency = concurrency_of(arguments, true);
  options.ingest.format = arguments.text(opt::format);
  options.ingest.strict = arguments.flag(opt::strict);
  options.observer = make_progress_observer(console);
  auto report = run_closed_loop(std::move(options));
  console.end_progress();
  if (!report) return report;
  tell_unused(arguments, (*language)->offline(), console);
  for (const std::string& line : spending_lines((*language)->meter()->report()))
    console.notice(line);
  return report;
}

/// A report that lacks episodes is not a success, though it is shown.
int tell_problems(const LoopReport& report, Console& console) {
  const std::size_t problems = report.episodes.size() - report.totals.episodes;
  if (problems == 0) return exit_ok;
  for (const LoopEpisode& each : report.episodes) {
    if (!each.problem) continue;
    console.error(fmt::format("{} of {} episodes could not be compared; the first, trace {}: {}",
                              problems, report.episodes.size(), each.trace_id,
                              each.problem->message()));
    break;
  }
  return exit_failed;
}

}  // namespace

std::vector<std::string> words_of_program(const std::string& text) {
  std::error_code ignored;
  if (std::filesystem::exists(text, ignored)) return {text};
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;)
    words.push_back(std::move(word));
  return words;
}

bool wants_closed_loop(const Arguments& arguments) {
  return arguments.flag(opt::closed_loop) || arguments.given(opt::testbed);
}

int evaluate_closed_loop(const EvalSuite& suite, const Arguments& arguments, Console& console) {
  const auto report = run_loop(suite, arguments, console);
  if (!report) return fail(console, report.error());
  const json::object result = to_json(*report, suite);
  console.json(result);
  for (const std::string& line : lines_of(*report))
    console.text(line);
  if (const auto out = arguments.optional(opt::out)) {
    const auto written = write_json(*out, result);
    if (!written) return fail(console, written.error());
    console.text(fmt::format("wrote full report -> {}", *out));
  }
  return tell_problems(*report, console);
}

}  // namespace wmh::cli
