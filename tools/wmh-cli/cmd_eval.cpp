#include <wmh/json.hpp>

#include "arguments.hpp"
#include "cli.hpp"
#include "closed_loop.hpp"
#include "console.hpp"
#include "eval_options.hpp"
#include "help.hpp"

#include <fmt/format.h>

namespace wmh::cli {
namespace {

/// `wmh eval --quiet list` would take "list" for a file.
std::optional<Error> misplaced_command(const Arguments& arguments) {
  const std::string& first = arguments.positionals().front();
  const Command* meant = find_command("eval " + first);
  if (!meant) return std::nullopt;
  return Error(errc::invalid_argument,
               fmt::format("options go behind the command: {}; for a file of that name write ./{}",
                           usage_line(*meant), first));
}

int run(const Arguments& arguments, Console& console) {
  if (const auto misplaced = misplaced_command(arguments)) return fail(console, *misplaced);
  EvalSuite plain;
  plain.files.assign(arguments.positionals().begin(), arguments.positionals().end());
  const auto suite = with_options(std::move(plain), arguments);
  if (!suite) return fail(console, suite.error());
  if (wants_closed_loop(arguments)) return evaluate_closed_loop(*suite, arguments, console);
  const auto outcome = evaluate(*suite, arguments, console);
  if (!outcome) return fail(console, outcome.error());
  if (!*outcome) return exit_ok;
  const EvalReport& report = **outcome;
  const json::object result = to_json(report, *suite);
  console.json(result);
  show(report, console);
  if (const auto out = arguments.optional(opt::out)) {
    const auto written = write_json(*out, result.at("report").at("per_file"));
    if (!written) return fail(console, written.error());
    console.text(fmt::format("wrote full report -> {}", *out));
  }
  const auto page = write_page(report, *suite, arguments, console);
  if (!page) return fail(console, page.error());
  return exit_code_of(report, console);
}

constexpr std::array<const Option*, 5> own{&opt::closed_loop, &opt::testbed, &opt::out, &opt::html,
                                           &opt::results_root};
constexpr auto options = opt::join(opt::evaluation, own, opt::language, opt::common);
constexpr Example examples[] = {
    {"wmh eval traces.otel.jsonl", "Holds a fifth of the traces out and predicts their steps."},
    {"wmh eval --split-by task --judge exact --out report.json may/*.jsonl",
     "No task on both sides, only equal answers count; every step goes to report.json."},
    {"wmh eval --html report.html traces.otel.jsonl",
     "A page with tables, charts and the steps that went worst."},
    {"wmh eval --closed-loop --testbed ./desks traces.otel.jsonl",
     "Agents work at ./desks and in the model: do they come to the same end?"}};

}  // namespace

const Command eval_command{
    .name = "eval",
    .summary = "Measure how well steps of traces are predicted.",
    .details =
        "Learns from the training share of each file and predicts every held-out step after "
        "its recorded beginning. Prints for each file fidelity (mean and deviation of the "
        "scores), how often the error flag was right, the scores by what the answer came from "
        "(recorded: the same call was recorded; nearest: a similar one; unknown: none), and the "
        "time per step; then over all files the scores by source and by tool and, where the "
        "predictor states how sure it is, what that is worth. docs/evaluation.md explains each "
        "figure.",
    .positional = {.placeholder = "FILE",
                   .help = "Trace files, each evaluated by itself.",
                   .least = 1,
                   .most = 1000000,
                   .offer = Offer::files},
    .options = options,
    .examples = examples,
    .run = run};

}  // namespace wmh::cli
