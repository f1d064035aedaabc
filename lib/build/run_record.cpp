#include "build/run_record.hpp"

#include <wmh/json.hpp>

#include "util/file.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

namespace fs = std::filesystem;

std::string run_record_text(const RunRecord& record) {
  const json::object total = {
      {"calls", 0}, {"input_tokens", 0}, {"output_tokens", 0}, {"cost_usd", 0.0}};
  return to_text(json::object{{"run_id", record.run_id},
                              {"kind", "build"},
                              {"started_at", record.started_at},
                              {"duration_seconds", record.seconds},
                              {"total", total},
                              {"by_phase", json::object{{"build", total}}}}) +
         "\n";
}

Result<Done> copy_run_records(const fs::path& from, const fs::path& to) {
  std::error_code failure;
  fs::create_directories(to, failure);
  if (failure) return file_error("create", to, failure.value());
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(from, none)) {
    if (entry.path().extension() != ".json") continue;
    fs::copy_file(entry.path(), to / entry.path().filename(), failure);
    if (failure) return file_error("copy", entry.path(), failure.value());
  }
  return Done{};
}

}  // namespace detail
WMH_END_NAMESPACE
