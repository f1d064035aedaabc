#pragma once

#include <wmh/env.hpp>

#include <chrono>
#include <iosfwd>
#include <memory>
#include <span>

WMH_BEGIN_NAMESPACE

/// A task and the way to work on it: what one recorded trace was about.
struct Assignment {
  std::string trace_id{};  ///< Of the trace that working on it makes; the same on every machine.
  std::optional<std::string> task{};
  EnvState state{};  ///< The environment's first state; a testbed that seeds its own ignores it.
  /// What finds the task and the agent again, as the trace keeps it: `task` and `style` at least.
  json::object metadata{};
};

/// How an episode ended, judged by its steps alone, so that it can be judged in a model too.
struct Outcome {
  bool success = false;
  /// What was reached, in the testbed's own words; equal details, equal end. A text under `error`
  /// says why the end could not be judged.
  json::object details{};

  bool operator==(const Outcome&) const = default;
};

/// A real environment with tasks, and agents that work on them: what recordings are made in and
/// what a world model is compared with. Shared objects: unsafe. What open_env and open_agent gave
/// may be used beside each other, on one thread each, and outlives no testbed.
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

/// What main() of a testbed's program does; returns the exit code: 0, 1 where something failed or
/// differs, 2 for words that are not understood. The commands:
///
///     capture TRACES    every assignment in the real environment, written as traces
///     check TRACES      every trace again; each observation must be the recorded one
///     replay TRACES MODEL [--trace N]
///                       a trace in the real environment and in a world model that has not seen
///                       it: the scores, both times, their ratio, the fidelity
///     serve             answers requests on `in`, one JSON object a line each way, until it ends
///                       (docs/closed-loop.md)
WMH_API int run_testbed(Testbed& testbed, std::span<const std::string_view> words, std::istream& in,
                        std::ostream& out, std::ostream& err);

struct TestbedProgramOptions {
  std::size_t processes = 1;  ///< So many are started; each answers one request at a time.
  std::chrono::seconds time_limit{120};  ///< Of one request; a program that takes longer is killed.
};

/// Starts `command` with the word `serve` behind it and speaks for it (docs/closed-loop.md): any
/// program in any language. A program that ends, does not answer in time, or answers anything but
/// the protocol fails every request from then on, by name and reason; one that answers `error`
/// fails that request. The programs end when the testbed and what it opened are gone. Callable from
/// any thread. Fails with errc::not_found where there is no such program.
WMH_API Result<std::unique_ptr<Testbed>> open_testbed_program(std::vector<std::string> command,
                                                              TestbedProgramOptions options = {});

WMH_END_NAMESPACE
