// Many sessions step one world model at once, each as soon as its last answer has come, against a
// language model that takes a fixed time: over HTTP on the loopback interface, or in this process.
// What asks it has a thread of its own, or with shared=1 the threads of the sessions.
//
//   load_sessions [sessions=N] [steps=N] [delay=SECONDS] [in_process=1] [demonstrations=N]
//                 [recorded=N] [threads=N] [shared=1]
#include <wmh/llm_predictor.hpp>
#include <wmh/world_model.hpp>

#include "support/run_task.hpp"
#include "support/slow_provider.hpp"
#include "support/traces.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iostream>
#include <sys/resource.h>

namespace {

using namespace wmh;
using Clock = std::chrono::steady_clock;

struct Load {
  std::size_t sessions = 2000;
  std::size_t steps = 20;
  double delay = 0.5;
  bool in_process = false;
  bool shared = false;
  std::size_t demonstrations = 5;
  std::size_t recorded = 1000;
  std::size_t threads = 2;
};

/// A language model that is a timer.
class TimerProvider final : public Provider {
 public:
  explicit TimerProvider(double delay) : delay_(delay) {}
  std::string_view model() const noexcept override { return "timer"; }
  Task<Completion> complete(CompletionRequest) override {
    asio::steady_timer timer(co_await asio::this_coro::executor,
                             std::chrono::duration_cast<Clock::duration>(delay_));
    co_await timer.async_wait(asio::use_awaitable);
    Completion completion;
    completion.text = R"({"output":"ok","is_error":false,"state_note":""})";
    completion.model = "timer";
    completion.usage = {1000, 20};
    co_return completion;
  }

 private:
  std::chrono::duration<double> delay_;
};

/// What all sessions have seen.
struct Seen {
  std::vector<std::vector<double>> seconds;  ///< One row a session.
  std::atomic<std::size_t> failed{0};
  std::mutex mutex{};
  std::string first_failure{};

  void fail(const Error& error) {
    ++failed;
    const std::lock_guard lock(mutex);
    if (first_failure.empty()) first_failure = error.message();
  }
};

asio::awaitable<void> play(WorldModel model, std::size_t number, std::size_t steps, Seen& seen) {
  auto session = model.new_session(SessionStart("a task"));
  if (!session) co_return seen.fail(session.error());
  for (std::size_t i = 0; i < steps; ++i) {
    Action action = Action::tool_call("look_up_live", {{"id", number}, {"step", i}});
    const auto begin = Clock::now();
    auto answer = co_await model.async_step(session->id, std::move(action), asio::use_awaitable);
    const std::chrono::duration<double> took = Clock::now() - begin;
    if (!answer) co_return seen.fail(answer.error());
    seen.seconds[number].push_back(took.count());
  }
}

std::shared_ptr<StepLog> recordings(std::size_t steps) {
  auto log = std::make_shared<StepLog>();
  for (std::size_t trace = 0; log->size() < steps; ++trace) {
    const Trace each = testing::small_trace(trace, 10);
    for (std::size_t i = 0; i < each.steps.size(); ++i)
      log->add({each.steps[i], each.trace_id, i});
  }
  return log;
}

WorldModel world_model(const Load& load, std::shared_ptr<Provider> provider,
                       asio::any_io_executor executor) {
  const auto log = recordings(load.recorded);
  auto demonstrations = std::make_shared<ReplayBuffer>(make_hashing_embedder(), log);
  testing::run(demonstrations->index()).value();
  LlmPredictorOptions options;
  options.demonstrations = load.demonstrations;
  WorldModelOptions bounds;
  bounds.max_sessions = load.sessions;
  return WorldModel(make_llm_predictor(std::move(provider), std::move(demonstrations),
                                       make_offline_predictor(log).value(), options),
                    bounds, std::move(executor));
}

double quantile(const std::vector<double>& sorted, double share) {
  const auto rank = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1));
  return sorted[rank];
}

void report(const Load& load, const Seen& seen, double elapsed) {
  std::vector<double> all;
  for (const auto& row : seen.seconds)
    all.insert(all.end(), row.begin(), row.end());
  if (all.empty()) all.push_back(0);
  std::sort(all.begin(), all.end());
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const double cpu = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                     1e-6 * static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
  const auto ideal = static_cast<double>(load.sessions) / load.delay;
  const double rate = static_cast<double>(all.size()) / elapsed;
  std::cout << fmt::format(
      "{} sessions, {} steps each, provider {} s {}: {:.0f} steps/s ({:.1f} % of {:.0f}), median "
      "{:.3f} s, p99 {:.3f} s, {} failed, {} MiB at most, {:.0f} us of CPU a step\n",
      load.sessions, load.steps, load.delay, load.in_process ? "in process" : "over HTTP", rate,
      100 * rate / ideal, ideal, quantile(all, 0.5), quantile(all, 0.99), seen.failed.load(),
      used.ru_maxrss / 1024, 1e6 * cpu / static_cast<double>(all.size()));
  if (!seen.first_failure.empty()) std::cout << "first failure: " << seen.first_failure << '\n';
}

void run(const Load& load) {
  asio::thread_pool io(load.threads);
  asio::thread_pool provider_io(1);
  std::optional<testing::SlowProvider> server;
  std::shared_ptr<Provider> provider = std::make_shared<TimerProvider>(load.delay);
  if (!load.in_process) {
    server.emplace(std::chrono::milliseconds(static_cast<std::int64_t>(1000 * load.delay)));
    ProviderOptions named = server->options();
    named.calls_in_flight = load.sessions;
    auto& used = load.shared ? io : provider_io;
    provider = make_provider(used.get_executor(), named).value();
  }
  WorldModel model = world_model(load, std::move(provider), io.get_executor());
  Seen seen;
  seen.seconds.resize(load.sessions);
  const auto begin = Clock::now();
  for (std::size_t i = 0; i < load.sessions; ++i)
    asio::co_spawn(io, play(model, i, load.steps, seen), asio::detached);
  io.join();
  const std::chrono::duration<double> elapsed = Clock::now() - begin;
  report(load, seen, elapsed.count());
}

/// As many files as may be open at all; root may have more.
void raise_file_limit() {
  rlimit limit{65'536, 65'536};
  if (::setrlimit(RLIMIT_NOFILE, &limit) == 0) return;
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// Reads "sessions=2000" and the like.
void read(std::string_view word, Load& load) {
  const std::size_t equals = std::min(word.find('='), word.size() - 1);
  const std::string_view name = word.substr(0, equals);
  const double value = std::stod(std::string(word.substr(equals + 1)));
  if (name == "delay") load.delay = value;
  if (name == "in_process") load.in_process = value > 0;
  if (name == "shared") load.shared = value > 0;
  const std::pair<std::string_view, std::size_t*> counts[] = {
      {"sessions", &load.sessions},
      {"steps", &load.steps},
      {"demonstrations", &load.demonstrations},
      {"recorded", &load.recorded},
      {"threads", &load.threads}};
  for (const auto& [key, member] : counts)
    if (name == key) *member = static_cast<std::size_t>(value);
}

}  // namespace

int main(int count, char** words) try {
  Load load;
  for (int i = 1; i < count; ++i)
    read(words[i], load);
  raise_file_limit();
  run(load);
  return 0;
} catch (const std::exception& problem) {
  std::cerr << "load_sessions: " << problem.what() << '\n';
  return 2;
}
