#pragma once

#include <wmh/types.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A line of `steps.jsonl`, line feed included: a Step with `trace_id` and `index`. ASCII only,
/// because readers that split at every Unicode line separator exist.
void append_step_line(std::string& out, const RecordedStep& recorded);

}  // namespace detail
WMH_END_NAMESPACE
