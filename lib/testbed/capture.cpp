#include "testbed/capture.hpp"

#include <wmh/trace_source.hpp>

#include "testbed/assignments.hpp"
#include "util/file.hpp"

#include <fmt/format.h>

#include <sstream>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// An agent that goes on for longer never ends.
constexpr std::size_t most_steps = 1000;

/// FNV-1a with a last mix.
std::uint64_t span_hash(std::string_view text) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
  return hash ^ (hash >> 33);
}

/// A tool call is one span, a message two: what was said and what came back.
void name_spans(Trace& trace) {
  for (std::size_t at = 0; at < trace.steps.size(); ++at) {
    Step& step = trace.steps[at];
    const int spans = step.action.kind() == ActionKind::message ? 2 : 1;
    for (int i = 0; i < spans; ++i)
      step.raw_span_ids.push_back(
          fmt::format("{:016x}", span_hash(fmt::format("{}/{}/{}", trace.trace_id, at, i))));
  }
}

Result<Trace> work_on(Testbed& testbed, const Assignment& assignment) {
  auto env = testbed.open_env(assignment);
  if (!env) return std::move(env).error();
  auto agent = testbed.open_agent(assignment);
  if (!agent) return std::move(agent).error();
  auto episode =
      run_episode(**env, **agent, SessionStart(assignment.task, assignment.state), most_steps);
  if (!episode) return std::move(episode).error();
  if (episode->error) return std::move(*episode->error).in(to_string(episode->stop_reason));
  if (episode->stop_reason != StopReason::agent_done)
    return Error(errc::limit_reached,
                 fmt::format("the agent is not done after {} steps", most_steps));
  if (episode->steps.empty())
    return Error(errc::invalid_argument, "the agent is done before its first step");
  Trace trace{assignment.trace_id, std::move(episode->steps)};
  trace.metadata = assignment.metadata;
  name_spans(trace);
  return trace;
}

}  // namespace

Result<CaptureCount> capture(Testbed& testbed, const std::filesystem::path& file) {
  const auto assignments = read_assignments(testbed);
  if (!assignments) return assignments.error();
  std::ostringstream text;
  CaptureCount count;
  for (const Assignment& each : *assignments) {
    const auto trace = work_on(testbed, each);
    if (!trace) return Error(trace.error()).in(fmt::format("trace {}", each.trace_id));
    write_otel_genai(text, *trace);
    ++count.traces;
    count.steps += trace->steps.size();
  }
  if (auto written = write_file_atomic(file, text.view()); !written) return written.error();
  return count;
}

}  // namespace detail
WMH_END_NAMESPACE
