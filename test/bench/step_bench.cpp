// What a step and a live session cost of themselves: the predictor answers at once.
#include <wmh/world_model.hpp>

#include <benchmark/benchmark.h>
#include <boost/asio/io_context.hpp>

#include <malloc.h>

namespace wmh {
namespace {

struct InstantPredictor final : Predictor {
  Task<Prediction> predict(PredictionRequest) override { co_return Prediction{}; }
};

WorldModel instant(asio::any_io_executor executor = {}) {
  return WorldModel(std::make_shared<InstantPredictor>(), {.max_sessions = 1'000'000},
                    std::move(executor));
}

Action look_up() {
  return Action::tool_call("get_order", {{"order_id", "W1234567"}, {"verbose", true}});
}

void step(benchmark::State& state) {
  WorldModel model = instant();
  const SessionId id = model.new_session().value().id;
  for (auto _ : state)
    benchmark::DoNotOptimize(model.step(id, look_up()));
}
BENCHMARK(step);

void async_step(benchmark::State& state) {
  asio::io_context context(1);
  WorldModel model = instant(context.get_executor());
  const SessionId id = model.new_session().value().id;
  for (auto _ : state) {
    model.async_step(id, look_up(),
                     [](const Result<Observation>& result) { benchmark::DoNotOptimize(result); });
    context.run();
    context.restart();
  }
}
BENCHMARK(async_step);

std::size_t heap_in_use() {
  return ::mallinfo2().uordblks;
}

/// The heap of a live session that has taken so many steps.
void live_session(benchmark::State& state) {
  constexpr std::size_t sessions = 1000;
  for (auto _ : state) {
    WorldModel model = instant();
    const std::size_t before = heap_in_use();
    for (std::size_t i = 0; i < sessions; ++i) {
      const SessionId id = model.new_session(SessionStart("buy milk")).value().id;
      for (std::int64_t taken = 0; taken < state.range(0); ++taken)
        benchmark::DoNotOptimize(model.step(id, look_up()));
    }
    state.counters["bytes_per_session"] = static_cast<double>(heap_in_use() - before) / sessions;
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(sessions));
}
BENCHMARK(live_session)->Arg(0)->Arg(10)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wmh
