#include "open_files.hpp"

#include <algorithm>
#include <sys/resource.h>

namespace wmh::cli {
namespace {

constexpr std::size_t most_files = 1 << 20;
constexpr std::size_t most_calls = 8192;
constexpr std::size_t fewest = 16;  // of each kind, whatever the limit
constexpr std::size_t others = 128;

}  // namespace

std::size_t raise_open_files() noexcept {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  const rlim_t wanted = std::min<rlim_t>(limit.rlim_max, most_files);
  if (limit.rlim_cur < wanted) {
    const rlimit raised{wanted, limit.rlim_max};
    if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  return std::min<std::size_t>(limit.rlim_cur, most_files);
}

FileShares share_files(std::size_t open_files) noexcept {
  const std::size_t left = open_files - std::min(open_files, others);
  FileShares shares;
  shares.calls = std::clamp(left * 2 / 5, fewest, most_calls);
  shares.connections = std::max(fewest, left - std::min(left, shares.calls));
  return shares;
}

}  // namespace wmh::cli
