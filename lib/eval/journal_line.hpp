#pragma once

#include <wmh/eval.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What a journal keeps of a step that was predicted and judged: all but what its trace holds.
json::object to_journal(const StepResult& result);

/// The result of a step of `trace` out of its line. Fails when the line is not whole.
Result<StepResult> from_journal(const json::object& line, const Trace& trace);

}  // namespace detail
WMH_END_NAMESPACE
