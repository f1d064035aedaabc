#include "replay/replay.hpp"

#include "replay/prefix.hpp"
#include "util/run_here.hpp"

#include <boost/asio/thread_pool.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <thread>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using Clock = std::chrono::steady_clock;

/// A step to score, and what became of it.
struct Item {
  const Trace* trace = nullptr;
  std::size_t turn = 0;
  std::optional<Result<StepResult>> outcome{};
};

/// Whether the next try may go better.
bool may_pass(const Error& error) {
  for (const errc code :
       {errc::network, errc::timed_out, errc::rate_limited, errc::provider_unavailable})
    if (error.code() == code) return true;
  return false;
}

/// Whether every other step would fail the same way.
bool ends_the_run(const Error& error) {
  for (const errc code : {errc::unauthorized, errc::budget_spent, errc::cancelled})
    if (error.code() == code) return true;
  return false;
}

/// What the workers share: each takes the next step until there is none or the run has stopped.
class Run {
 public:
  Run(std::shared_ptr<Predictor> predicts, std::shared_ptr<Judge> judges, ReplayOptions options)
      : predictor(std::move(predicts)), judge(std::move(judges)), options_(std::move(options)) {}

  const std::shared_ptr<Predictor> predictor;
  const std::shared_ptr<Judge> judge;

  void add(const Trace& trace, std::size_t turn) {
    Item item{&trace, turn};
    if (options_.known)
      if (auto known = options_.known(trace, turn)) item.outcome = std::move(*known);
    if (item.outcome) ++done_;
    items_.push_back(std::move(item));
  }

  /// Makes what has no result, and may get one, the work of the next round. There is none after a
  /// round that brought nothing.
  bool begin_round() {
    const bool in_vain = !todo_.empty() && successes_ == 0;
    todo_.clear();
    next_ = successes_ = 0;
    if (in_vain) return false;
    for (Item& item : items_)
      if (!item.outcome || (!*item.outcome && may_pass(item.outcome->error())))
        todo_.push_back(&item);
    return !todo_.empty() && !stopped_;
  }

  Item* take() {
    const std::lock_guard lock(mutex_);
    return stopped_ || next_ == todo_.size() ? nullptr : todo_[next_++];
  }

  void put(Item& item, Result<StepResult> outcome) {
    const std::lock_guard lock(mutex_);
    if (outcome) ++successes_;
    if (outcome && options_.finished)
      if (auto kept = options_.finished(*outcome); !kept) stop(std::move(kept).error());
    const bool over = !outcome && ends_the_run(outcome.error());
    if (over) stop(outcome.error());
    const bool first_try = !item.outcome;
    if (!over) item.outcome = std::move(outcome);
    if (first_try) count_step();
  }

  /// Takes what ended a worker.
  void fail(Error error) {
    const std::lock_guard lock(mutex_);
    stop(std::move(error));
  }

  std::size_t work_left() const noexcept { return todo_.size(); }
  ReplayOutcome outcome();

 private:
  void stop(Error error) {
    if (!stopped_) stopped_ = std::move(error);
  }

  void count_step() {
    const std::size_t now = ++done_, total = items_.size();
    const std::size_t stride = std::max<std::size_t>(1, total / 100);
    if (!options_.observer || (now % stride != 0 && now != total)) return;
    const Field fields[] = {{"wmh.done", static_cast<std::int64_t>(now)},
                            {"wmh.total", static_cast<std::int64_t>(total)}};
    options_.observer->on_event({Severity::debug, "wmh.eval.progress", fields});
  }

  const ReplayOptions options_;
  std::vector<Item> items_{};
  std::vector<Item*> todo_{};
  std::mutex mutex_{};  // guards what follows, and the outcomes during a round
  std::size_t next_ = 0;
  std::size_t successes_ = 0;
  std::size_t done_ = 0;
  std::optional<Error> stopped_{};
};

ReplayOutcome Run::outcome() {
  ReplayOutcome all;
  for (Item& item : items_) {
    if (!item.outcome) continue;
    if (*item.outcome) {
      all.results.push_back(std::move(**item.outcome));
      continue;
    }
    const Error& error = item.outcome->error();
    if (!all.first_failure)
      all.first_failure =
          Error(error).in(fmt::format("step {} of trace {}", item.turn, item.trace->trace_id));
    all.failed.push_back({item.trace->trace_id, item.turn, false, error.message()});
  }
  all.stopped = std::move(stopped_);
  return all;
}

PredictionRequest request_for(const Trace& trace, const Step& step,
                              std::shared_ptr<const std::deque<Step>> prefix) {
  PredictionRequest request(step.action);
  request.task = step.task;
  request.state = step.state_before;
  request.history = std::move(prefix);
  request.exclude_trace = trace.trace_id;
  return request;
}

Task<StepResult> score(std::shared_ptr<Run> run, const Trace* trace, std::size_t turn,
                       std::shared_ptr<const std::deque<Step>> prefix) {
  const Step& step = trace->steps[turn];
  const auto begin = Clock::now();
  auto prediction = co_await run->predictor->predict(request_for(*trace, step, std::move(prefix)));
  const std::chrono::duration<double> elapsed = Clock::now() - begin;
  if (!prediction) co_return std::move(prediction).error();
  auto verdict = co_await run->judge->judge(step, prediction->observation);
  if (!verdict) co_return std::move(verdict).error().in("judge");
  StepResult result{trace->trace_id, turn, step.task, step.action, step.observation};
  result.predicted = std::move(prediction->observation);
  result.verdict = std::move(*verdict);
  result.seconds = elapsed.count();
  result.usage = prediction->usage;
  result.calls = prediction->calls;
  result.model = std::move(prediction->model);
  co_return result;
}

Task<Done> work(std::shared_ptr<Run> run) {
  Prefix prefix;
  while (Item* item = run->take()) {
    auto before = prefix.before(*item->trace, item->turn);
    auto outcome = co_await score(run, item->trace, item->turn, std::move(before));
    run->put(*item, std::move(outcome));
  }
  co_return Done{};
}

void run_round(const std::shared_ptr<Run>& run, std::size_t concurrency) {
  const auto ended = [run](Result<Done> finished) {
    if (!finished) run->fail(std::move(finished).error());
  };
  const std::size_t workers = std::min(concurrency, run->work_left());
  if (workers <= 1) return ended(run_here(work(run)));
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  asio::thread_pool pool(std::min(workers, cores));
  for (std::size_t i = 0; i < workers; ++i)
    spawn<Done>(pool.get_executor(), work(run), Handler<Done>(ended));
  pool.join();
}

}  // namespace

ReplayOutcome replay(const std::shared_ptr<Predictor>& predictor,
                     const std::shared_ptr<Judge>& judge, const std::vector<ReplayJob>& jobs,
                     ReplayOptions options) {
  const std::size_t concurrency = options.concurrency;
  const int rounds = options.rounds;
  auto run = std::make_shared<Run>(predictor, judge, std::move(options));
  for (const ReplayJob& job : jobs)
    for (const std::size_t turn : job.turns)
      run->add(*job.trace, turn);
  for (int round = 0; round < rounds && run->begin_round(); ++round)
    run_round(run, concurrency);
  return run->outcome();
}

}  // namespace detail
WMH_END_NAMESPACE
