#include "arguments.hpp"
#include "cli.hpp"
#include "console.hpp"
#include "eval_options.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace wmh::cli {
namespace {

json::value to_json(const std::vector<EvalSuite>& suites) {
  json::array all;
  for (const EvalSuite& suite : suites) {
    json::array files;
    for (const auto& file : suite.files)
      files.emplace_back(file.string());
    all.push_back({{"suite", suite.id},
                   {"path", suite.path.string()},
                   {"title", suite.title},
                   {"description", suite.description},
                   {"files", std::move(files)},
                   {"train_split", suite.split.train},
                   {"judge", suite.judge},
                   {"testbed", suite.testbed.string()}});
  }
  return json::object{{"suites", std::move(all)}};
}

int run(const Arguments& arguments, Console& console) {
  const std::string root = arguments.text(opt::examples_root);
  std::vector<Error> problems;
  const std::vector<EvalSuite> suites = list_suites(root, &problems);
  for (const Error& problem : problems)
    console.notice("left out: " + problem.message());
  console.json(to_json(suites));
  if (suites.empty()) {
    console.notice(fmt::format("no suites under {}; they are EXAMPLE/evals/*.toml there", root));
    return exit_ok;
  }
  Table table{{{"suite"}, {"files", true}, {"split", true}, {"judge"}, {"description"}}};
  for (const EvalSuite& suite : suites)
    table.rows.push_back({suite.id, fmt::format("{}", suite.files.size()),
                          fmt::format("{:.2f}", suite.split.train), suite.judge,
                          suite.description.empty() ? suite.title : suite.description});
  console.table(table);
  return exit_ok;
}

constexpr const Option* options[] = {&opt::examples_root, &opt::root, &opt::json, &opt::quiet,
                                     &opt::help};
constexpr Example examples[] = {{"wmh eval list", "The suites of ./examples."}};

}  // namespace

const Command eval_list_command{.name = "eval list",
                                .summary = "List the eval suites.",
                                .details = "A suite file that cannot be read is left out and told.",
                                .options = options,
                                .examples = examples,
                                .run = run};

}  // namespace wmh::cli
