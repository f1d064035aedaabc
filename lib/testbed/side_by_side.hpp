#pragma once

#include <wmh/testbed.hpp>

#include "testbed/playback.hpp"

#include <filesystem>
#include <iosfwd>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A trace in the real environment and in a world model that does not know it.
struct SideBySide {
  std::size_t number = 0;  ///< Of the trace in its file.
  Trace trace{};
  bool held_out = false;  ///< By the default split.
  TimedPlayback real{};
  TimedPlayback model{};
  Milliseconds loading{};        ///< Of the model, once.
  std::vector<double> scores{};  ///< By the structural judge, of each step.
};

/// Plays trace `number` of the file; without a number the longest that the default split holds out.
Result<SideBySide> side_by_side(Testbed& testbed, const std::filesystem::path& traces,
                                const std::filesystem::path& model_dir,
                                std::optional<std::size_t> number);

void print(std::ostream& out, const SideBySide& result);

}  // namespace detail
WMH_END_NAMESPACE
