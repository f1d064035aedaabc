#include "testbed/check.hpp"

#include <wmh/trace_source.hpp>

#include "testbed/assignments.hpp"
#include "testbed/playback.hpp"
#include "testbed/words.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_told = 10;

class Check {
 public:
  Check(Testbed& testbed, const AssignmentsByTrace& assignments)
      : testbed_(testbed), assignments_(assignments) {}

  void play_again(const Trace& trace) {
    ++report_.traces;
    report_.steps += trace.steps.size();
    const auto assignment = assignment_of(assignments_, testbed_.name(), trace.trace_id);
    if (!assignment) return differ(assignment.error().message());
    const auto open = [&] {
      return testbed_.open_env(**assignment);
    };
    const SessionStart start((*assignment)->task, (*assignment)->state);
    const auto again = play(open, start, trace.steps);
    if (!again) return differ(fmt::format("trace {}: {}", trace.trace_id, again.error().message()));
    for (std::size_t i = 0; i < trace.steps.size(); ++i)
      compare(trace, i, again->observations[i]);
  }

  CheckReport report() && { return std::move(report_); }

 private:
  void compare(const Trace& trace, std::size_t at, const Observation& now) {
    const Step& step = trace.steps[at];
    if (now.content == step.observation.content && now.is_error == step.observation.is_error)
      return;
    differ(fmt::format("trace {}, step {}, {}: recorded {}, now {}", trace.trace_id, at + 1,
                       label_of(step.action), short_text(step.observation), short_text(now)));
  }

  void differ(std::string line) {
    if (++report_.differences <= most_told) report_.first.push_back(std::move(line));
  }

  Testbed& testbed_;
  const AssignmentsByTrace& assignments_;
  CheckReport report_{};
};

}  // namespace

Result<CheckReport> check(Testbed& testbed, const std::filesystem::path& file) {
  const auto assignments = assignments_by_trace(testbed);
  if (!assignments) return assignments.error();
  auto source = open_traces({file});
  if (!source) return std::move(source).error();
  Check check(testbed, *assignments);
  for (;;) {
    const auto trace = (*source)->next();
    if (!trace) return trace.error();
    if (!*trace) return std::move(check).report();
    check.play_again(**trace);
  }
}

}  // namespace detail
WMH_END_NAMESPACE
