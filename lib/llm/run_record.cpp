#include <wmh/json.hpp>
#include <wmh/metering.hpp>

#include "util/file.hpp"
#include "util/random_id.hpp"
#include "util/utc.hpp"

WMH_BEGIN_NAMESPACE

RunRecord begin_run(std::string kind) {
  return {detail::random_id(), std::move(kind), detail::utc_now()};
}

json::object to_json(const RunRecord& record) {
  json::object all = {{"run_id", record.run_id},
                      {"kind", record.kind},
                      {"started_at", record.started_at},
                      {"duration_seconds", record.seconds}};
  for (const auto& [key, value] : to_json(record.spent))
    all[key] = value;
  return all;
}

Result<std::filesystem::path> save_run_record(const std::filesystem::path& folder,
                                              const RunRecord& record) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) return detail::file_error("create", folder, failure.value());
  std::filesystem::path file = folder / (record.run_id + ".json");
  if (auto written = write_json(file, to_json(record)); !written) return std::move(written).error();
  return file;
}

WMH_END_NAMESPACE
