#include <wmh/json.hpp>

#include "arguments.hpp"
#include "cli.hpp"
#include "closed_loop.hpp"
#include "console.hpp"
#include "eval_options.hpp"

#include <fmt/format.h>

namespace wmh::cli {
namespace {

namespace fs = std::filesystem;

Result<fs::path> save(const EvalReport& report, const EvalSuite& suite,
                      const Arguments& arguments) {
  const auto out = arguments.optional(opt::out);
  if (!out) return save_eval_run(results_of(arguments), report, suite);
  auto written = write_json(*out, to_json(report, suite));
  if (!written) return std::move(written).error();
  return fs::path(*out);
}

int run(const Arguments& arguments, Console& console) {
  auto found = find_suite(arguments.text(opt::examples_root), arguments.positionals().front());
  if (!found) return fail(console, found.error());
  const auto suite = with_options(std::move(*found), arguments);
  if (!suite) return fail(console, suite.error());
  if (wants_closed_loop(arguments)) return evaluate_closed_loop(*suite, arguments, console);
  const auto outcome = evaluate(*suite, arguments, console);
  if (!outcome) return fail(console, outcome.error());
  if (!*outcome) return exit_ok;
  const EvalReport& report = **outcome;
  show(report, console);
  const auto path = save(report, *suite, arguments);
  if (!path) return fail(console, path.error());
  json::object result = to_json(report, *suite);
  result["path"] = path->string();
  console.json(result);
  console.text(fmt::format("wrote eval result -> {}", path->string()));
  const auto page = write_page(report, *suite, arguments, console);
  if (!page) return fail(console, page.error());
  return exit_code_of(report, console);
}

constexpr std::array<const Option*, 6> own{&opt::closed_loop,   &opt::testbed,
                                           &opt::out,           &opt::html,
                                           &opt::examples_root, &opt::results_root};
constexpr auto options = opt::join(opt::evaluation, own, opt::language, opt::common);
constexpr Example examples[] = {
    {"wmh eval run airline", "The suite airline/default of ./examples."},
    {"wmh eval run airline/quick --judge exact", "Another suite, with another judge."},
    {"wmh eval run my-suite.toml --out result.json", "A suite file; the result goes to a file."}};

}  // namespace

const Command eval_run_command{
    .name = "eval run",
    .summary = "Run an eval suite and keep the result.",
    .details =
        "A suite file says which traces to use and how to score them. Options given here "
        "take the place of what it says; the defaults below are those of a suite that says "
        "nothing. A closed loop is printed, and kept with --out alone.",
    .positional = {.placeholder = "SUITE",
                   .help = "EXAMPLE/NAME, EXAMPLE for its default suite, or the path of a .toml.",
                   .least = 1,
                   .most = 1,
                   .offer = Offer::suites},
    .options = options,
    .examples = examples,
    .run = run};

}  // namespace wmh::cli
