#include "compare/side_by_side.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

namespace tau {
namespace {

using Clock = std::chrono::steady_clock;

wmh::Result<wmh::Verdict> judge_here(wmh::Judge& judge, wmh::Step truth,
                                     wmh::Observation predicted) {
  boost::asio::io_context context;
  auto verdict = boost::asio::co_spawn(context, judge.judge(std::move(truth), std::move(predicted)),
                                       boost::asio::use_future);
  context.run();
  return verdict.get();
}

}  // namespace

wmh::Result<Playback> play(wmh::Env& env, const wmh::Trace& trace) {
  Playback playback;
  const auto begin = Clock::now();
  wmh::SessionStart start(trace.steps.front().task, trace.steps.front().state_before);
  if (auto state = env.reset(std::move(start)); !state) return std::move(state).error();
  for (const wmh::Step& step : trace.steps) {
    auto observation = env.step(step.action);
    if (!observation) return std::move(observation).error();
    playback.observations.push_back(std::move(*observation));
  }
  playback.time = Clock::now() - begin;
  env.close();
  return playback;
}

wmh::Result<std::vector<double>> compare(const wmh::Trace& trace, const Playback& actual,
                                         const Playback& predicted) {
  const auto judge = wmh::make_structural_judge();
  std::vector<double> scores;
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    wmh::Step truth = trace.steps[i];
    truth.observation = actual.observations[i];
    auto verdict = judge_here(*judge, std::move(truth), predicted.observations[i]);
    if (!verdict) return std::move(verdict).error();
    scores.push_back(verdict->score);
  }
  return scores;
}

}  // namespace tau
