#include "arguments.hpp"
#include "cli.hpp"
#include "console.hpp"
#include "eval_options.hpp"
#include "eval_text.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace wmh::cli {
namespace {

constexpr Option limit{.name = "limit",
                       .placeholder = "N",
                       .help = "Show at most so many.",
                       .fallback = "20",
                       .takes = Takes::whole,
                       .least = 1};

json::value to_json(const std::vector<EvalRun>& runs) {
  json::array all;
  for (const EvalRun& run : runs)
    all.push_back({{"suite", run.suite},
                   {"run_id", run.run_id},
                   {"started_at", run.started_at},
                   {"model", run.model},
                   {"fidelity", run.fidelity},
                   {"std", run.std},
                   {"steps", run.steps},
                   {"path", run.path.string()}});
  return json::object{{"runs", std::move(all)}};
}

int run(const Arguments& arguments, Console& console) {
  const auto root = results_of(arguments);
  const auto& suites = arguments.positionals();
  auto runs = list_eval_runs(root, suites.empty() ? std::string_view() : suites.front());
  if (runs.size() > arguments.whole(limit)) runs.resize(arguments.whole(limit));
  console.json(to_json(runs));
  if (runs.empty()) {
    console.notice(fmt::format("no results{} under {}; make one: wmh eval run SUITE",
                               suites.empty() ? "" : " of " + suites.front(), root.string()));
    return exit_ok;
  }
  Table table{
      {{"suite"}, {"run"}, {"started"}, {"model"}, {"fidelity", true}, {"steps", true}, {"path"}}};
  for (const EvalRun& each : runs)
    table.rows.push_back({each.suite, each.run_id.substr(0, 8), each.started_at, each.model,
                          plus_minus(each.fidelity, each.std), fmt::format("{}", each.steps),
                          each.path.string()});
  console.table(table);
  return exit_ok;
}

constexpr const Option* options[] = {&limit,     &opt::results_root, &opt::root,
                                     &opt::json, &opt::quiet,        &opt::help};
constexpr Example examples[] = {
    {"wmh eval results", "The newest results of all suites."},
    {"wmh eval results airline --limit 3", "Three of the suite airline/default."}};

}  // namespace

const Command eval_results_command{.name = "eval results",
                                   .summary = "List results of eval suites, newest first.",
                                   .positional = {.placeholder = "SUITE",
                                                  .help = "Only the results of this suite.",
                                                  .most = 1,
                                                  .offer = Offer::suites},
                                   .options = options,
                                   .examples = examples,
                                   .run = run};

}  // namespace wmh::cli
