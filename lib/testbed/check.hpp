#pragma once

#include <wmh/testbed.hpp>

#include <filesystem>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What playing recorded traces again has found.
struct CheckReport {
  std::size_t traces = 0;
  std::size_t steps = 0;
  std::size_t differences = 0;
  std::vector<std::string> first{};  ///< The first ten of them, a line each.
};

/// Plays the actions of every trace of the file in the real environment again.
Result<CheckReport> check(Testbed& testbed, const std::filesystem::path& file);

}  // namespace detail
WMH_END_NAMESPACE
