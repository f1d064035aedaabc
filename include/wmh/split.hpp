#pragma once

#include <wmh/types.hpp>

WMH_BEGIN_NAMESPACE

/// Which side of a split a trace falls on.
enum class Part { train, validation, test };

/// What the hash is taken of.
enum class SplitBy { trace, task };

/// One default for build and eval. Shares are fractions of the hash range, so a corpus that grows
/// keeps every trace on its side.
struct SplitOptions {
  double train = 0.8;
  double validation = 0;  ///< 0: two-way; the rest is `test`.
  SplitBy by = SplitBy::trace;
};

/// BLAKE2b-64 of `key` as a fraction of its range, in [0, 1).
WMH_API double split_fraction(std::string_view key);

/// The part of a trace. By task: its steps' first task, or its id where no step has one.
WMH_API Part part_of(const Trace& trace, const SplitOptions& options = {});
WMH_API Part part_of(std::string_view trace_id, const std::optional<std::string>& task,
                     const SplitOptions& options = {});

WMH_END_NAMESPACE
