#include "arguments.hpp"
#include "cli.hpp"
#include "console.hpp"
#include "options.hpp"
#include "run_program.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace wmh::cli {
namespace {

namespace fs = std::filesystem;

struct Task {
  std::string name{};
  fs::path path{};
  bool traces = false;
  bool runs = false;
};

std::vector<Task> tasks_under(const fs::path& root) {
  std::vector<Task> tasks;
  std::error_code failure;
  for (fs::directory_iterator each(root, failure), end; !failure && each != end;
       each.increment(failure)) {
    std::error_code ignored;
    Task task{each->path().filename().string(), each->path()};
    task.traces = fs::is_regular_file(task.path / "traces.otel.jsonl", ignored);
    task.runs = fs::is_regular_file(task.path / "run.sh", ignored);
    if (task.traces || task.runs) tasks.push_back(std::move(task));
  }
  std::sort(tasks.begin(), tasks.end(),
            [](const Task& a, const Task& b) { return a.name < b.name; });
  return tasks;
}

int list(const Arguments& arguments, Console& console) {
  const std::string root = arguments.text(opt::examples_root);
  boost::json::array all;
  for (const Task& task : tasks_under(root)) {
    console.text(task.name);
    all.push_back({{"name", task.name},
                   {"path", task.path.string()},
                   {"traces", task.traces},
                   {"runs", task.runs}});
  }
  if (all.empty()) console.notice(fmt::format("no examples under {}", root));
  console.json(boost::json::object{{"examples", std::move(all)}});
  return exit_ok;
}

Error unknown(std::string_view name, const std::vector<Task>& tasks) {
  std::vector<std::string> names;
  for (const Task& task : tasks)
    if (task.runs) names.push_back(task.name);
  return Error(errc::not_found,
               fmt::format("no example {} that runs; have: {}", name,
                           names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "))));
}

int run(const Arguments& arguments, Console& console) {
  const std::string& name = arguments.positionals().front();
  const auto tasks = tasks_under(arguments.text(opt::examples_root));
  const auto found = std::find_if(tasks.begin(), tasks.end(),
                                  [&](const Task& task) { return task.runs && task.name == name; });
  if (found == tasks.end()) return fail(console, unknown(name, tasks));
  const auto code = run_script(found->path, "run.sh", arguments.rest());
  return code ? *code : fail(console, code.error());
}

constexpr const Option* list_options[] = {&opt::examples_root, &opt::root, &opt::json, &opt::quiet,
                                          &opt::help};
constexpr Example list_examples[] = {{"wmh examples list", "The examples of ./examples."}};

constexpr const Option* run_options[] = {&opt::examples_root, &opt::root, &opt::quiet, &opt::help};
constexpr Example run_examples[] = {
    {"wmh examples run airline", "Runs examples/airline/run.sh."},
    {"wmh examples run airline -- --steps 3", "The same with arguments for the script."}};

}  // namespace

const Command examples_list_command{
    .name = "examples list",
    .summary = "List the examples.",
    .details = "An example is a folder that holds traces.otel.jsonl or run.sh.",
    .options = list_options,
    .examples = list_examples,
    .run = list};

const Command examples_run_command{
    .name = "examples run",
    .summary = "Run an example's run.sh.",
    .details =
        "The script runs in the example's folder with this terminal as its own. Its exit "
        "code becomes the exit code.",
    .positional = {.placeholder = "EXAMPLE",
                   .help = "One of wmh examples list.",
                   .least = 1,
                   .most = 1,
                   .offer = Offer::examples,
                   .rest = true},
    .options = run_options,
    .examples = run_examples,
    .run = run};

}  // namespace wmh::cli
