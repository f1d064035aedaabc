#pragma once

#include <wmh/testbed.hpp>

namespace swe {

/// Whether a run of all tests reports that all passed.
bool all_passed(std::string_view report) noexcept;

/// Success is that all tests passed after the last accepted edit. The details hold the counts of
/// that run and the files that were edited.
wmh::Outcome outcome(std::span<const wmh::Step> steps);

}  // namespace swe
