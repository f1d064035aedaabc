#include "tools/python.hpp"
#include "tools/tools.hpp"
#include "workspace/run_child.hpp"
#include "workspace/text.hpp"

#include <unistd.h>

namespace swe {

Result<wmh::Done> require_python() {
  if (::access(python, X_OK) == 0) return wmh::Done{};
  return wmh::Error(wmh::errc::not_found,
                    fmt::format("no {}: install the package python3", python));
}

Result<std::string> run_tests(Workspace& workspace, const RunTests& wanted) {
  Command command{{python, "-S", "-B", SWE_FOLDER "/runner/run_tests.py"},
                  workspace.root(),
                  {"LC_ALL=C.UTF-8", "PYTHONDONTWRITEBYTECODE=1", "PYTHONHASHSEED=0"}};
  if (wanted.path) {
    const auto name = workspace.name_of(*wanted.path);
    if (!name) return name.error();
    if (!name->starts_with("tests/test_") || !name->ends_with(".py"))
      return refuse("\"{}\" is not a test file; leave \"path\" out to run all", *name);
    command.words.push_back(*name);
  }
  auto end = run_child(command);
  if (!end) return std::move(end).error();
  if (end->timed_out)
    return refuse("the tests did not end within {} seconds", command.limit.count() / 1000);
  if (end->exit_code != 0 || end->output.empty() || !is_utf8(end->output))
    return refuse("the tests ended early, without a report");
  return std::move(end->output);
}

}  // namespace swe
