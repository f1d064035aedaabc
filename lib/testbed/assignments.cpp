#include "testbed/assignments.hpp"

#include <fmt/format.h>

#include <set>

WMH_BEGIN_NAMESPACE

Testbed::~Testbed() = default;

namespace detail {

Result<std::vector<Assignment>> read_assignments(Testbed& testbed) {
  auto all = testbed.assignments();
  if (!all) return std::move(all).error().in(testbed.name());
  std::set<std::string_view> ids;
  for (const Assignment& each : *all) {
    if (each.trace_id.empty())
      return Error(errc::invalid_argument,
                   fmt::format("{}: an assignment without a trace id", testbed.name()));
    if (!ids.insert(each.trace_id).second)
      return Error(errc::invalid_argument, fmt::format("{}: two assignments have the trace id {}",
                                                       testbed.name(), each.trace_id));
  }
  return all;
}

Result<AssignmentsByTrace> assignments_by_trace(Testbed& testbed) {
  auto all = read_assignments(testbed);
  if (!all) return std::move(all).error();
  AssignmentsByTrace by_trace;
  for (Assignment& each : *all) {
    std::string id = each.trace_id;
    by_trace.emplace(std::move(id), std::move(each));
  }
  return by_trace;
}

Result<const Assignment*> assignment_of(const AssignmentsByTrace& assignments,
                                        std::string_view testbed, const std::string& trace_id) {
  const auto found = assignments.find(trace_id);
  if (found != assignments.end()) return &found->second;
  return Error(errc::not_found,
               fmt::format("no assignment of {} makes the trace {}; capture the traces again",
                           testbed, trace_id));
}

}  // namespace detail
WMH_END_NAMESPACE
