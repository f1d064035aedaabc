#pragma once

#include <wmh/testbed.hpp>

#include <filesystem>

WMH_BEGIN_NAMESPACE
namespace detail {

struct CaptureCount {
  std::size_t traces = 0;
  std::size_t steps = 0;
};

/// Lets the agent of every assignment work in the real environment and writes what happened; the
/// file appears when it is complete. The same build writes the same bytes.
Result<CaptureCount> capture(Testbed& testbed, const std::filesystem::path& file);

}  // namespace detail
WMH_END_NAMESPACE
