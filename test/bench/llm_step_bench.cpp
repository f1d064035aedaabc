// What a step of a language model's world costs us: 5,000 recorded steps, 20 demonstrations, ten
// earlier steps, and a provider that answers at once. `step` is the whole, the rest its parts.
#include <wmh/llm_predictor.hpp>
#include <wmh/trace_source.hpp>
#include <wmh/world_model.hpp>

#include "engine/live_session.hpp"
#include "prompt/step_prompt.hpp"
#include "prompt/step_reply.hpp"
#include "retrieval/step_lines.hpp"
#include "service_desk.hpp"
#include "support/run_task.hpp"
#include "support/shared.hpp"
#include "support/temp_dir.hpp"

#include <benchmark/benchmark.h>

namespace wmh::bench {
namespace {

constexpr std::size_t recorded_steps = 5'000, demonstrations = 20, earlier_steps = 10;

class InstantProvider final : public Provider {
 public:
  explicit InstantProvider(std::string text) : text_(std::move(text)) {}
  std::string_view model() const noexcept override { return "instant"; }
  Task<Completion> complete(CompletionRequest request) override {
    benchmark::DoNotOptimize(request.messages.front().content.data());
    Completion answer;
    answer.text = text_;
    answer.usage = {10'000, 400};
    answer.model = "instant";
    co_return answer;
  }

 private:
  std::string text_;
};

struct Steps {
  std::vector<RecordedStep> recorded{};
  std::vector<Step> asked{};  ///< None of them recorded.
};

Steps made_up() {
  ServiceDesk desk(1);
  Steps steps;
  for (std::size_t i = 0; i < recorded_steps; ++i)
    steps.recorded.push_back(desk.step(i));
  for (std::size_t i = 0; i < 200; ++i)
    steps.asked.push_back(desk.step(i).step);
  return steps;
}

/// The tau-bench corpus over and over, each time in traces of its own; the last tenth is asked.
Steps tau_bench() {
  Steps steps;
  auto source = open_traces({testing::corpora() / "otel/tau-bench.otel.jsonl"});
  auto traces = source ? read_all(**source) : std::vector<Trace>();
  if (!traces || traces->empty()) return steps;
  const std::size_t kept = traces->size() - traces->size() / 10;
  for (std::size_t i = kept; i < traces->size(); ++i)
    for (Step& step : (*traces)[i].steps)
      steps.asked.push_back(std::move(step));
  for (std::size_t round = 0;; ++round)
    for (std::size_t i = 0; i < kept; ++i)
      for (std::size_t at = 0; at < (*traces)[i].steps.size(); ++at) {
        if (steps.recorded.size() == recorded_steps) return steps;
        steps.recorded.push_back(
            {(*traces)[i].steps[at], fmt::format("{}-{}", (*traces)[i].trace_id, round), at});
      }
}

/// A world model as it is loaded: steps and rows in files.
struct World {
  explicit World(Steps given) : steps(std::move(given)) {
    if (steps.recorded.empty()) return;
    std::string lines;
    for (const RecordedStep& recorded : steps.recorded)
      detail::append_step_line(lines, recorded);
    log = StepLog::open(folder.write("steps.jsonl", lines)).value();
    ReplayBuffer built(make_hashing_embedder(), log);
    testing::run(built.index()).value();
    built.save(folder / "embeddings.npy").value();
    buffer = ReplayBuffer::open(folder / "embeddings.npy", make_hashing_embedder(), log).value();
    const json::object reply{{"output", steps.asked.front().observation.content},
                             {"is_error", false},
                             {"state_note", ""}};
    reply_text = to_text(reply);
    recordings = make_offline_predictor(log).value();
    predictor = make_llm_predictor(std::make_shared<InstantProvider>(reply_text), buffer,
                                   recordings, {.demonstrations = demonstrations});
    make_session();
  }

  /// Ten steps, and half as many notes.
  void make_session() {
    auto past = std::make_shared<std::deque<Step>>();
    for (std::size_t i = 0; i < earlier_steps; ++i) {
      past->push_back(steps.asked[i % steps.asked.size()]);
      if (i % 2 == 0)
        state.scratchpad += fmt::format("- order #W00{}: status is now cancelled\n", i);
    }
    history = std::move(past);
  }

  PredictionRequest request(std::size_t turn) const {
    PredictionRequest request(steps.asked[turn % steps.asked.size()].action);
    request.task = steps.asked.front().task;
    request.state = state;
    request.history = history;
    return request;
  }

  Result<std::vector<Demo>> find(std::size_t turn) const {
    const Action& action = steps.asked[turn % steps.asked.size()].action;
    return testing::run(buffer->top_k(RetrievalQuery(state, action, demonstrations)));
  }

  Steps steps;
  testing::TempDir folder;
  std::shared_ptr<StepLog> log{};
  std::shared_ptr<ReplayBuffer> buffer{};
  std::shared_ptr<Predictor> recordings{};
  std::shared_ptr<Predictor> predictor{};
  std::string reply_text{};
  EnvState state{};
  std::shared_ptr<const std::deque<Step>> history{};
};

void step(benchmark::State& state, const World& world) {
  WorldModel model(world.predictor, {.max_history = earlier_steps});
  const SessionId id =
      model.new_session(SessionStart(world.steps.asked.front().task, world.state)).value().id;
  std::size_t turn = 0, recalled = 0;
  const auto once = [&] {
    const auto observation = model.step(id, world.request(turn++).action);
    recalled += observation->metadata.at("source") == "recorded";
  };
  for (std::size_t i = 0; i < world.steps.asked.size(); ++i)
    once();
  for (auto _ : state)
    once();
  state.counters["recalled"] = static_cast<double>(recalled) / static_cast<double>(turn);
}

void recall(benchmark::State& state, const World& world) {
  std::size_t turn = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(world.predictor->recall(world.request(turn++)));
}

void top_k(benchmark::State& state, const World& world) {
  std::size_t turn = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(world.find(turn++));
}

void prompt(benchmark::State& state, const World& world) {
  std::vector<std::vector<Demo>> found;
  for (std::size_t i = 0; i < world.steps.asked.size(); ++i)
    found.push_back(world.find(i).value());
  std::size_t turn = 0, bytes = 0;
  for (auto _ : state) {
    const auto text = detail::step_prompt(world.request(turn), found[turn % found.size()], {});
    bytes += text.size();
    ++turn;
  }
  state.counters["bytes"] = static_cast<double>(bytes) / static_cast<double>(turn);
}

void reply(benchmark::State& state, const World& world) {
  for (auto _ : state)
    benchmark::DoNotOptimize(detail::read_step_reply(world.reply_text));
  state.counters["bytes"] = static_cast<double>(world.reply_text.size());
}

void commit(benchmark::State& state, const World& world) {
  KeptSession opened{SessionId("s")};
  opened.state = world.state;
  detail::LiveSession session(std::move(opened), 1);
  Prediction prediction;
  prediction.observation = world.steps.asked.front().observation;
  std::size_t turn = 0;
  for (auto _ : state) {
    auto request = session.request(world.request(turn++).action);
    request.history.reset();
    detail::LiveSession::Taken taken{std::move(request.action), {}, prediction};
    benchmark::DoNotOptimize(session.apply(session.after_step(std::move(taken), earlier_steps)));
  }
}

void skip(benchmark::State& state, const World&) {
  state.SkipWithError("needs the tau-bench corpus; set WMH_SHARED");
}

const bool registered = [] {
  using Part = void (*)(benchmark::State&, const World&);
  constexpr std::pair<const char*, Part> parts[] = {{"step", step},   {"recall", recall},
                                                    {"top_k", top_k}, {"prompt", prompt},
                                                    {"reply", reply}, {"commit", commit}};
  constexpr std::pair<const char*, Steps (*)()> corpora[] = {{"made_up", made_up},
                                                             {"tau_bench", tau_bench}};
  for (const auto& [corpus, make] : corpora) {
    const auto world = std::make_shared<const World>(make());
    for (const auto& [name, part] : parts)
      benchmark::RegisterBenchmark(fmt::format("{}/{}", corpus, name).c_str(),
                                   [world, run = world->predictor ? part : skip](
                                       benchmark::State& state) { run(state, *world); })
          ->Unit(benchmark::kMicrosecond);
  }
  return true;
}();

}  // namespace
}  // namespace wmh::bench
