#pragma once

#include <wmh/testbed.hpp>

#include <map>

WMH_BEGIN_NAMESPACE
namespace detail {

/// All assignments in their order. Fails when one has no trace id or two have the same.
Result<std::vector<Assignment>> read_assignments(Testbed& testbed);

using AssignmentsByTrace = std::map<std::string, Assignment, std::less<>>;

/// The same by the trace that they make.
Result<AssignmentsByTrace> assignments_by_trace(Testbed& testbed);

/// The assignment that made a trace. Fails with errc::not_found.
Result<const Assignment*> assignment_of(const AssignmentsByTrace& assignments,
                                        std::string_view testbed, const std::string& trace_id);

}  // namespace detail
WMH_END_NAMESPACE
