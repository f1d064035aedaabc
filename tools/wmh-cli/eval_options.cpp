#include "eval_options.hpp"

#include "arguments.hpp"
#include "cli.hpp"
#include "console.hpp"
#include "eval_figures.hpp"
#include "eval_text.hpp"
#include "language.hpp"
#include "observer.hpp"

#include <fmt/format.h>

namespace wmh::cli {
namespace {

namespace fs = std::filesystem;

/// Flags that only a language model would look at. The result records them all the same.
void tell_unused(const Arguments& arguments, Console& console) {
  const std::string unused =
      names_of_given({&opt::prompt, &opt::rag, &opt::top_k, &opt::embed_dim}, arguments);
  if (!unused.empty())
    console.notice(fmt::format(
        "the offline provider answers from recordings alone: {} changes no score", unused));
}

std::optional<Error> missing_folder(const Option& option, const Arguments& arguments) {
  const auto file = arguments.optional(option);
  if (!file) return std::nullopt;
  const fs::path folder = fs::absolute(*file).parent_path();
  std::error_code ignored;
  if (fs::is_directory(folder, ignored)) return std::nullopt;
  return Error(errc::not_found,
               fmt::format("no folder {} for --{}; make it first", folder.string(), option.name));
}

void show_breakdown(const EvalReport& report, Console& console) {
  console.text(legend_line(report));
  console.table(source_table(report.breakdown, report.confidence));
  console.text();
  console.table(tool_table(report.breakdown));
}

void show_confidence(const EvalReport& report, Console& console) {
  const ConfidenceReport& confidence = report.confidence;
  console.text(calibration_line(confidence.calibration, report.total_steps));
  if (confidence.calibration.steps == 0) return;
  console.table(calibration_table(confidence.calibration));
  console.text();
  console.text(risk_line(confidence.risk_coverage));
  console.table(risk_table(confidence.risk_coverage));
}

}  // namespace

std::string names_of_given(std::initializer_list<const Option*> options,
                           const Arguments& arguments) {
  std::vector<std::string> names;
  for (const Option* option : options)
    if (arguments.given(*option)) names.push_back(fmt::format("--{}", option->name));
  return fmt::format("{}", fmt::join(names, ", "));
}

Result<EvalSuite> with_options(EvalSuite suite, const Arguments& arguments) {
  const auto given = [&](const Option& option) {
    return arguments.given(option);
  };
  if (given(opt::train_split)) suite.split.train = arguments.number(opt::train_split);
  if (given(opt::split_by))
    suite.split.by = arguments.text(opt::split_by) == "task" ? SplitBy::task : SplitBy::trace;
  if (given(opt::judge)) suite.judge = arguments.text(opt::judge);
  if (given(opt::sample_turns))
    suite.sample_turns =
        arguments.text(opt::sample_turns) == "sampled" ? SampleTurns::sampled : SampleTurns::all;
  if (given(opt::seed)) suite.seed = arguments.whole(opt::seed);
  if (given(opt::top_k)) suite.top_k = arguments.whole(opt::top_k);
  if (given(opt::embed_dim)) suite.embed_dim = arguments.whole(opt::embed_dim);
  if (given(opt::rag)) suite.rag = arguments.flag(opt::rag);
  if (given(opt::prompt)) suite.prompt = arguments.text(opt::prompt);
  std::error_code ignored;
  if (!suite.prompt.empty() && !fs::is_regular_file(suite.prompt, ignored))
    return Error(errc::not_found,
                 fmt::format("no prompt file {}; check --prompt", suite.prompt.string()));
  // Before the work, which would be lost.
  for (const Option* option : {&opt::out, &opt::html})
    if (auto problem = missing_folder(*option, arguments)) return std::move(*problem);
  return suite;
}

fs::path results_of(const Arguments& arguments) {
  if (const auto given = arguments.optional(opt::results_root)) return *given;
  return fs::path(arguments.text(opt::root)) / "evals";
}

std::size_t concurrency_of(const Arguments& arguments, bool offline) {
  if (arguments.given(opt::concurrency)) return arguments.whole(opt::concurrency);
  return offline ? 1 : 16;
}

namespace {

Result<EvalOptions> eval_options(const EvalSuite& suite, const Arguments& arguments,
                                 Language& language, Console& console) {
  EvalOptions options;
  options.suite = suite;
  options.concurrency = concurrency_of(arguments, language.offline());
  options.ingest.format = arguments.text(opt::format);
  options.ingest.strict = arguments.flag(opt::strict);
  options.observer = make_progress_observer(console);
  auto judge = language.judge(suite.judge);
  if (!judge) return std::move(judge).error();
  options.judge = std::move(*judge);
  options.make_predictor = language.predictor_maker(suite);
  options.provider = language.choice().options.kind;
  options.model = language.model();
  options.asked_with = language.asked_with();
  const bool pays = !language.offline() || needs_provider(suite.judge);
  if (pays && !arguments.flag(opt::dry_run)) options.journal = results_of(arguments) / "unfinished";
  options.resume = arguments.flag(opt::resume);
  return options;
}

/// What the eval would take, in the place of its result.
void show_estimate(const EvalReport& report, const Language& language, Console& console) {
  const MeterReport spent = language.meter()->report();
  console.json({{"dry_run", true}, {"steps", report.total_steps}, {"spending", to_json(spent)}});
  console.text(language.line());
  console.text(fmt::format("steps: {}, of which recordings answer {}", report.total_steps,
                           answered_by_recordings(report)));
  const std::vector<std::string> lines = spending_lines(spent);
  console.text(lines.empty() ? "no call to a language model" : "about " + lines.front());
  for (std::size_t i = 1; i < lines.size(); ++i)
    console.text(lines[i]);
  console.notice("tokens are guessed from bytes; hidden thoughts are not counted");
}

}  // namespace

Result<std::optional<EvalReport>> evaluate(const EvalSuite& suite, const Arguments& arguments,
                                           Console& console) {
  auto language = Language::open(arguments, console);
  if (!language) return std::move(language).error();
  auto options = eval_options(suite, arguments, **language, console);
  if (!options) return std::move(options).error();
  auto report = run_eval(std::move(*options));
  console.end_progress();
  if (!report) return std::move(report).error();
  if (arguments.flag(opt::dry_run)) {
    show_estimate(*report, **language, console);
    return std::optional<EvalReport>();
  }
  console.notice((*language)->line());
  if ((*language)->offline()) tell_unused(arguments, console);
  return std::optional<EvalReport>(std::move(*report));
}

int exit_code_of(const EvalReport& report, Console& console) {
  if (report.stopped.empty() && report.failed_steps == 0) return exit_ok;
  if (!report.stopped.empty())
    console.error(fmt::format("the run stopped: {}; --resume goes on with it", report.stopped));
  for (const auto& [label, file] : report.per_file) {
    if (file.failed.empty()) continue;
    const FailedStep& first = file.failed.front();
    console.error(fmt::format("{} steps of {} have no score; the first, step {} of trace {}: {}",
                              file.failed.size(), label, first.step, first.trace_id, first.reason));
  }
  return exit_failed;
}

Result<Done> write_page(const EvalReport& report, const EvalSuite& suite,
                        const Arguments& arguments, Console& console) {
  const auto file = arguments.optional(opt::html);
  if (!file) return Done{};
  auto written = write_html(*file, report, suite);
  if (written) console.text(fmt::format("wrote page -> {}", *file));
  return written;
}

void show(const EvalReport& report, Console& console) {
  for (const auto& [label, file] : report.per_file)
    for (const std::string& line : lines_of(label, file))
      console.text(line);
  console.text(overall_line(report));
  for (const std::string& line : spending_lines(report.spending))
    console.text(line);
  console.text();
  show_breakdown(report, console);
  console.text();
  show_confidence(report, console);
}

}  // namespace wmh::cli
