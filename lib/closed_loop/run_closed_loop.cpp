#include "closed_loop/totals.hpp"
#include "replay/corpus.hpp"
#include "testbed/assignments.hpp"
#include "util/random_id.hpp"
#include "util/utc.hpp"

#include <fmt/format.h>

#include <mutex>

WMH_BEGIN_NAMESPACE
namespace {

/// A held-out trace and what it was about.
struct Case {
  Trace trace;
  Assignment assignment;
};

Result<std::vector<Case>> cases_of(std::vector<Trace> held_out,
                                   const detail::AssignmentsByTrace& assignments,
                                   const Testbed& testbed) {
  std::vector<Case> cases;
  for (Trace& trace : held_out) {
    const auto found = detail::assignment_of(assignments, testbed.name(), trace.trace_id);
    if (!found) return found.error();
    cases.push_back({std::move(trace), **found});
  }
  return cases;
}

std::string text_in(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// The two runs of the cases of one file.
class Loop {
 public:
  Loop(const ClosedLoopOptions& options, std::vector<Case> cases)
      : options_(options), testbed_(*options.testbed), cases_(std::move(cases)) {}

  std::vector<LoopEpisode> run(const WorldModel& model, const std::function<void()>& on_done) {
    const auto real = run_all(on_done, [this](const Case& each) {
      return EpisodeSetup{[this, &each] {
                            const auto lock = alone();
                            return testbed_.open_env(each.assignment);
                          },
                          {},
                          SessionStart(each.assignment.task, each.assignment.state)};
    });
    // What a model is told of a new session: the task, and the state that was recorded.
    const auto modelled = run_all(on_done, [&model](const Case& each) {
      return EpisodeSetup{
          [&model]() -> Result<std::unique_ptr<Env>> {
            return std::unique_ptr<Env>(std::make_unique<WorldModelEnv>(model));
          },
          {},
          SessionStart(each.assignment.task, each.trace.steps.front().state_before)};
    });
    std::vector<LoopEpisode> episodes;
    for (std::size_t i = 0; i < cases_.size(); ++i)
      episodes.push_back(compare(cases_[i].assignment, real[i], modelled[i]));
    return episodes;
  }

 private:
  std::unique_lock<std::mutex> alone() {
    return testbed_.is_concurrent() ? std::unique_lock<std::mutex>() : std::unique_lock(mutex_);
  }

  template <class Setup>
  std::vector<Result<EpisodeResult>> run_all(const std::function<void()>& on_done,
                                             const Setup& setup_of) {
    std::vector<EpisodeSetup> setups;
    for (const Case& each : cases_) {
      setups.push_back(setup_of(each));
      setups.back().open_agent = [this, &each] {
        const auto lock = alone();
        return testbed_.open_agent(each.assignment);
      };
    }
    EpisodesOptions episodes;
    episodes.concurrency = options_.concurrency;
    episodes.max_steps = options_.max_steps;
    episodes.on_done = [&on_done](std::size_t) {
      on_done();
    };
    return run_episodes(std::move(setups), std::move(episodes));
  }

  LoopEpisode compare(const Assignment& assignment, const Result<EpisodeResult>& real,
                      const Result<EpisodeResult>& model) const {
    LoopEpisode episode{assignment.trace_id, text_in(assignment.metadata, "task"),
                        text_in(assignment.metadata, "style")};
    if (!real) {
      episode.problem = Error(real.error()).in("real environment");
    } else if (!model) {
      episode.problem = Error(model.error()).in("world model");
    } else {
      episode.real = side(assignment, *real);
      episode.model = side(assignment, *model);
      episode.parted_at = detail::parting(real->steps, model->steps);
      episode.problem = problem_in(episode, *real, *model);
    }
    return episode;
  }

  LoopSide side(const Assignment& assignment, const EpisodeResult& episode) const {
    return {episode.steps.size(), episode.stop_reason, testbed_.outcome(assignment, episode.steps)};
  }

  /// An agent that cannot go on with what the model said has come to an end like any other.
  static std::optional<Error> problem_in(const LoopEpisode& episode, const EpisodeResult& real,
                                         const EpisodeResult& model) {
    if (real.error) return Error(*real.error).in("real environment");
    if (model.error && model.stop_reason == StopReason::env_error)
      return Error(*model.error).in("world model");
    for (const LoopSide* each : {&episode.real, &episode.model})
      if (const std::string error = text_in(each->outcome.details, "error"); !error.empty())
        return Error(errc::io, error).in("outcome");
    return std::nullopt;
  }

  const ClosedLoopOptions& options_;
  Testbed& testbed_;
  std::vector<Case> cases_;
  std::mutex mutex_{};  // guards a testbed that is not concurrent
};

Result<Done> check(const ClosedLoopOptions& options) {
  if (!options.testbed) return Error(errc::invalid_argument, "a closed loop needs a testbed");
  if (options.max_steps == 0 || options.concurrency == 0)
    return Error(errc::invalid_argument, "max_steps and concurrency must be at least 1");
  return Done{};
}

Error nothing_held_out(const EvalSuite& suite) {
  return Error(errc::invalid_argument,
               fmt::format("no trace is held out at train_split {}; lower it or add traces",
                           suite.split.train));
}

Result<Done> finish(LoopReport& report, const EvalSuite& suite) {
  for (const LoopEpisode& each : report.episodes) {
    detail::add(report.totals, each);
    detail::add(report.by_style[each.style], each);
  }
  if (report.episodes.empty()) return nothing_held_out(suite);
  if (report.totals.episodes == 0)
    return Error(*report.episodes.front().problem)
        .in(fmt::format("no episode could be compared; trace {}",
                        report.episodes.front().trace_id));
  return Done{};
}

/// Both runs of every file count, in the order of the files.
class Progress {
 public:
  explicit Progress(std::shared_ptr<Observer> observer) : observer_(std::move(observer)) {}
  void expect(std::size_t episodes) { total_ = done_ + static_cast<std::int64_t>(episodes); }
  void one_more() {
    ++done_;
    if (!observer_) return;
    const Field fields[] = {{"wmh.done", done_}, {"wmh.total", total_}};
    observer_->on_event({Severity::debug, "wmh.closed_loop.progress", fields});
  }

 private:
  std::shared_ptr<Observer> observer_;
  std::int64_t done_ = 0;
  std::int64_t total_ = 0;
};

}  // namespace

Result<LoopReport> run_closed_loop(ClosedLoopOptions options) {
  if (auto good = check(options); !good) return std::move(good).error();
  const auto assignments = detail::assignments_by_trace(*options.testbed);
  if (!assignments) return assignments.error();
  LoopReport report{detail::random_id(), detail::utc_now(), std::string(options.testbed->name())};
  Progress progress(options.observer);
  for (const auto& file : options.suite.files) {
    auto corpus = detail::load_corpus(file, options.suite.split, options.ingest, options.observer);
    if (!corpus) return std::move(corpus).error();
    auto cases = cases_of(std::move(corpus->held_out), *assignments, *options.testbed);
    if (!cases) return std::move(cases).error().in(file.string());
    report.train_traces += corpus->train.size();
    auto predictor = detail::predictor_from(std::move(corpus->train), options.make_predictor);
    if (!predictor) return std::move(predictor).error().in(file.string());
    progress.expect(2 * cases->size());
    Loop loop(options, std::move(*cases));
    auto episodes = loop.run(WorldModel(*predictor), [&] { progress.one_more(); });
    std::move(episodes.begin(), episodes.end(), std::back_inserter(report.episodes));
  }
  if (auto finished = finish(report, options.suite); !finished) return std::move(finished).error();
  return report;
}

WMH_END_NAMESPACE
