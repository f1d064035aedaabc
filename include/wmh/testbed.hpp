#pragma once

#include <wmh/env.hpp>

#include <iosfwd>
#include <memory>
#include <span>

WMH_BEGIN_NAMESPACE

/// A task and the way to work on it: what one recorded trace was about.
struct Assignment {
  std::string trace_id{};  ///< Of the trace that working on it makes; the same on every machine.
  std::optional<std::string> task{};
  EnvState state{};  ///< The environment's first state; a testbed that seeds its own ignores it.
  json::object metadata{};  ///< What finds the task and the agent again, as the trace keeps it.
};

/// How an episode ended, judged by its steps alone, so that it can be judged in a model too.
struct Outcome {
  bool success = false;
  json::object
      details{};  ///< What was reached, in the testbed's own words; equal details, equal end.

  bool operator==(const Outcome&) const = default;
};

/// A real environment with tasks, and agents that work on them: what recordings are made in and
/// what a world model is compared with. Shared objects: unsafe.
class WMH_API Testbed {
 public:
  virtual ~Testbed();
  virtual std::string_view name() const noexcept = 0;
  /// All the work there is, always in the same order.
  virtual Result<std::vector<Assignment>> assignments() = 0;
  /// An environment of its own, stood up from nothing; closing it leaves nothing behind.
  virtual Result<std::unique_ptr<Env>> open_env(const Assignment& assignment) = 0;
  /// An agent that does the same each time it gets the same observations.
  virtual Result<std::unique_ptr<Agent>> open_agent(const Assignment& assignment) = 0;
  virtual Outcome outcome(const Assignment& assignment, std::span<const Step> steps) const = 0;
};

/// What main() of a testbed's program does; returns the exit code. The commands:
///   capture TRACES                     every assignment in the real environment, written as traces
///   check TRACES                       every trace again; each observation must be the recorded
///   one replay TRACES MODEL [--trace N]    a trace in the real environment and in a world model:
///   the
///                                      scores, both times, their ratio, the fidelity
///   serve                              environments and agents for `wmh eval --closed-loop`, as
///                                      JSON lines on `in` and `out`
WMH_API int run_testbed(Testbed& testbed, std::span<const std::string_view> words, std::istream& in,
                        std::ostream& out, std::ostream& err);

WMH_END_NAMESPACE
