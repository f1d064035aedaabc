#pragma once

#include <wmh/eval.hpp>
#include <wmh/testbed.hpp>

WMH_BEGIN_NAMESPACE

/// How an agent fared in one of the two environments.
struct LoopSide {
  std::size_t steps = 0;
  StopReason stop_reason = StopReason::max_steps;
  Outcome outcome{};
};

/// One held-out trace's assignment, worked on in the real environment and in the world model.
struct LoopEpisode {
  std::string trace_id{};
  std::string task{};   ///< `metadata.task` of the assignment.
  std::string style{};  ///< `metadata.style` of it.
  LoopSide real{};
  LoopSide model{};
  /// The first step, from 0, at which the agent acts differently; empty when it never does.
  std::optional<std::size_t> parted_at{};
  /// Why the two could not be compared, such as an error of the real environment; then the episode
  /// is in no total.
  std::optional<Error> problem{};
};

/// What a set of episodes comes to. Shares are 0 where there are no episodes.
struct LoopTotals {
  std::size_t episodes = 0;  ///< Those without a problem.
  std::size_t both_succeed = 0;
  std::size_t only_real_succeeds = 0;
  std::size_t only_model_succeeds = 0;
  std::size_t neither_succeeds = 0;
  std::size_t same_details = 0;
  std::size_t same_actions = 0;

  double agreement() const noexcept;  ///< Share of episodes with the same success.
  /// Cohen's kappa of the success: agreement beyond that of chance. Empty when chance alone makes
  /// all agree, as where every episode succeeds in both.
  std::optional<double> kappa() const noexcept;
  double real_success() const noexcept;
  double model_success() const noexcept;
  double details_agreement() const noexcept;
  double actions_agreement() const noexcept;
};

struct LoopReport {
  std::string run_id{};
  std::string started_at{};  ///< UTC, seconds, ISO 8601.
  std::string testbed{};
  std::size_t train_traces = 0;
  std::vector<LoopEpisode> episodes{};  ///< In the order of the traces.
  LoopTotals totals{};
  std::map<std::string, LoopTotals> by_style{};
};

struct ClosedLoopOptions {
  std::shared_ptr<Testbed> testbed{};
  /// Its files and their split are used; how steps are sampled and judged does not matter here.
  EvalSuite suite{};
  std::size_t concurrency = 1;  ///< Episodes at a time, each on a thread.
  std::size_t max_steps = 200;  ///< Of an episode.
  IngestOptions ingest{};
  /// Makes the predictor under test from the training traces; null: the offline one.
  std::function<Result<std::shared_ptr<Predictor>>(std::vector<Trace> train)> make_predictor{};
  std::shared_ptr<Observer> observer{};  ///< "wmh.closed_loop.progress": wmh.done, wmh.total.
};

/// Closed-loop evaluation: for every held-out trace of each file, its agent works in the real
/// environment and in a world model of that file's training traces; do both come to the same end?
/// Calls the testbed by one thread at a time, what it opened by several. Fails when no trace is
/// held out, when a trace is of no assignment of the testbed, and when no episode can be compared.
WMH_API Result<LoopReport> run_closed_loop(ClosedLoopOptions options);

/// docs/closed-loop.md has an example.
WMH_API json::object to_json(const LoopReport& report, const EvalSuite& suite);

WMH_END_NAMESPACE
