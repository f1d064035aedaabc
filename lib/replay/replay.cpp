#include "replay/replay.hpp"

#include "util/run_here.hpp"

#include <fmt/format.h>

#include <atomic>
#include <mutex>
#include <thread>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using Clock = std::chrono::steady_clock;

/// What the workers share. Each takes the next job until there is none or one has failed.
struct Run {
  std::shared_ptr<Predictor> predictor;
  std::shared_ptr<Judge> judge;
  std::vector<ReplayJob> jobs;
  std::shared_ptr<Observer> observer;
  std::size_t total = 0;

  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> done{0};
  std::vector<std::vector<StepResult>> results{};  // one row a job, written by its worker only

  std::mutex mutex;  // guards failure
  std::optional<Error> failure{};

  void fail(Error error) {
    std::lock_guard lock(mutex);
    if (!failure) failure = std::move(error);
    next = jobs.size();
  }

  void count_step() {
    const std::size_t now = ++done;
    const std::size_t stride = std::max<std::size_t>(1, total / 100);
    if (!observer || (now % stride != 0 && now != total)) return;
    const Field fields[] = {{"wmh.done", static_cast<std::int64_t>(now)},
                            {"wmh.total", static_cast<std::int64_t>(total)}};
    observer->on_event({Severity::debug, "wmh.eval.progress", fields});
  }
};

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
  co_return result;
}

Task<Done> work(std::shared_ptr<Run> run) {
  for (;;) {
    const std::size_t at = run->next++;
    if (at >= run->jobs.size()) co_return Done{};
    const ReplayJob& job = run->jobs[at];
    auto prefix = std::make_shared<std::deque<Step>>();
    for (const std::size_t turn : job.turns) {
      while (prefix->size() < turn)
        prefix->push_back(job.trace->steps[prefix->size()]);
      auto result = co_await score(run, job.trace, turn, prefix);
      if (!result) {
        run->fail(std::move(result).error().in(
            fmt::format("step {} of trace {}", turn, job.trace->trace_id)));
        co_return Done{};
      }
      run->results[at].push_back(std::move(*result));
      run->count_step();
    }
  }
}

void run_workers(const std::shared_ptr<Run>& run, std::size_t concurrency) {
  const auto worker = [run] {
    if (auto finished = run_here(work(run)); !finished) run->fail(std::move(finished).error());
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < std::min(concurrency, run->jobs.size()); ++i)
    threads.emplace_back(worker);
  worker();
  for (std::thread& thread : threads)
    thread.join();
}

}  // namespace

Result<std::vector<StepResult>> replay(const std::shared_ptr<Predictor>& predictor,
                                       const std::shared_ptr<Judge>& judge,
                                       std::vector<ReplayJob> jobs, const ReplayOptions& options) {
  auto run = std::make_shared<Run>();
  run->predictor = predictor;
  run->judge = judge;
  run->jobs = std::move(jobs);
  run->observer = options.observer;
  for (const ReplayJob& job : run->jobs)
    run->total += job.turns.size();
  run->results.resize(run->jobs.size());
  run_workers(run, options.concurrency);

  if (run->failure) return *run->failure;
  std::vector<StepResult> all;
  all.reserve(run->total);
  for (auto& row : run->results)
    for (StepResult& result : row)
      all.push_back(std::move(result));
  return all;
}

}  // namespace detail
WMH_END_NAMESPACE
