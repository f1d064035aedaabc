#pragma once

#include <wmh/error.hpp>

#include <filesystem>
#include <string>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What a build cost, as `runs/<id>.json` keeps it.
struct RunRecord {
  std::string run_id{};
  std::string started_at{};
  double seconds = 0;
};
std::string run_record_text(const RunRecord& record);

/// Copies the records of earlier builds, so that a rebuilt model keeps its history.
Result<Done> copy_run_records(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace detail
WMH_END_NAMESPACE
