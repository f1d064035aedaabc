#include "build/run_record.hpp"

#include "util/file.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

namespace fs = std::filesystem;

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
