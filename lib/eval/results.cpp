#include <wmh/eval.hpp>
#include <wmh/json.hpp>

#include "util/file.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace {

namespace fs = std::filesystem;

std::string text_at(const json::value& value, std::string_view pointer) {
  boost::system::error_code missing;
  const auto* found = value.find_pointer(pointer, missing);
  return found && found->is_string() ? std::string(found->get_string()) : "";
}

double number_at(const json::value& value, std::string_view pointer) {
  boost::system::error_code missing;
  const auto* found = value.find_pointer(pointer, missing);
  return found && found->is_number() ? found->to_number<double>() : 0;
}

std::optional<EvalRun> read_run(const fs::path& file) {
  const auto text = detail::read_file(file);
  if (!text) return std::nullopt;
  const auto value = parse_json(*text);
  if (!value || text_at(*value, "/run_id").empty()) return std::nullopt;
  EvalRun run;
  run.path = file;
  run.suite = text_at(*value, "/suite");
  run.run_id = text_at(*value, "/run_id");
  run.started_at = text_at(*value, "/started_at");
  run.model = text_at(*value, "/config/model");
  run.fidelity = number_at(*value, "/report/overall_fidelity");
  run.std = number_at(*value, "/report/overall_std");
  run.steps = static_cast<std::size_t>(std::max(0.0, number_at(*value, "/report/total_steps")));
  return run;
}

}  // namespace

std::vector<EvalRun> list_eval_runs(const fs::path& results, std::string_view suite) {
  std::vector<EvalRun> runs;
  std::error_code failure;
  for (const auto& entry : fs::recursive_directory_iterator(results, failure)) {
    if (entry.path().extension() != ".json") continue;
    auto run = read_run(entry.path());
    const bool wanted = run && (suite.empty() || run->suite == suite ||
                                run->suite == std::string(suite) + "/default");
    if (wanted) runs.push_back(std::move(*run));
  }
  std::sort(runs.begin(), runs.end(), [](const EvalRun& a, const EvalRun& b) {
    return std::tie(b.started_at, a.run_id) < std::tie(a.started_at, b.run_id);
  });
  return runs;
}

Result<fs::path> save_eval_run(const fs::path& results, const EvalReport& report,
                               const EvalSuite& suite) {
  const fs::path folder = results / (suite.id.empty() ? "ad-hoc" : suite.id);
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) return detail::file_error("create", folder, failure.value());
  const fs::path file = folder / (report.run_id + ".json");
  auto written = write_json(file, to_json(report, suite));
  if (!written) return std::move(written).error();
  return file;
}

WMH_END_NAMESPACE
