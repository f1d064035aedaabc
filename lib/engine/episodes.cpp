#include "engine/episode.hpp"
#include "util/spawn.hpp"

#include <atomic>
#include <mutex>
#include <thread>

WMH_BEGIN_NAMESPACE
namespace {

/// What the workers share. Each takes the next episode until there is none.
struct Run {
  std::vector<EpisodeSetup> setups;
  EpisodesOptions options;
  std::vector<Result<EpisodeResult>> results{};  // each written by its worker only
  std::atomic<std::size_t> next{0};

  std::mutex mutex{};  // guards `done` and the calls of on_done
  std::size_t done = 0;
};

Result<EpisodeResult> work_on(EpisodeSetup& setup, const EpisodesOptions& options) {
  if (options.stop.stop_requested())
    return Error(errc::cancelled, "cancelled before the episode began");
  auto env = setup.open_env();
  if (!env) return std::move(env).error();
  auto agent = setup.open_agent();
  if (!agent) return std::move(agent).error();
  return detail::run_episode_until(options.stop, **env, **agent, std::move(setup.start),
                                   options.max_steps);
}

/// Environments and agents are the caller's code: what they throw must not end the process.
Result<EpisodeResult> guarded(EpisodeSetup& setup, const EpisodesOptions& options) {
  try {
    return work_on(setup, options);
  } catch (...) {
    return detail::error_from(std::current_exception());
  }
}

void work(Run& run) {
  for (;;) {
    const std::size_t at = run.next++;
    if (at >= run.setups.size()) return;
    run.results[at] = guarded(run.setups[at], run.options);
    std::lock_guard lock(run.mutex);
    ++run.done;
    if (run.options.on_done) run.options.on_done(run.done);
  }
}

std::size_t threads_for(const Run& run) {
  const std::size_t wanted = run.options.concurrency != 0
                                 ? run.options.concurrency
                                 : std::max(1U, std::thread::hardware_concurrency());
  return std::min(wanted, run.setups.size());
}

}  // namespace

std::vector<Result<EpisodeResult>> run_episodes(std::vector<EpisodeSetup> setups,
                                                EpisodesOptions options) {
  Run run{std::move(setups), std::move(options)};
  run.results.resize(run.setups.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < threads_for(run); ++i)
    threads.emplace_back([&run] { work(run); });
  work(run);
  for (std::thread& thread : threads)
    thread.join();
  return std::move(run.results);
}

WMH_END_NAMESPACE
