// Hashing embedding of the steps of a recorded corpus.
#include <wmh/trace_source.hpp>

#include "prompt/render.hpp"
#include "retrieval/hashing_embedder.hpp"
#include "support/shared.hpp"

#include <benchmark/benchmark.h>

namespace wmh {
namespace {

std::vector<Step> corpus_steps() {
  std::vector<Step> steps;
  auto source = open_traces({testing::corpora() / "otel/tau-bench.otel.jsonl"});
  if (!source) return steps;
  auto traces = read_all(**source);
  if (!traces) return steps;
  for (const Trace& trace : *traces)
    steps.insert(steps.end(), trace.steps.begin(), trace.steps.end());
  return steps;
}

template <class Embed>
void over_corpus(benchmark::State& state, Embed embed) {
  const std::vector<Step> steps = corpus_steps();
  if (steps.empty()) return state.SkipWithError("needs the tau-bench corpus; set WMH_SHARED");
  std::vector<std::string> texts;
  for (const Step& step : steps)
    texts.push_back(detail::render_state_action(step.state_before, step.action));
  const detail::HashingEmbedder embedder(512);
  std::vector<float> row(512);
  std::int64_t bytes = 0;
  for (auto _ : state)
    for (std::size_t i = 0; i < steps.size(); ++i) {
      embed(embedder, steps[i], texts[i], row);
      bytes += static_cast<std::int64_t>(texts[i].size());
      benchmark::DoNotOptimize(row.data());
    }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(steps.size()));
  state.SetBytesProcessed(bytes);
}

void embed_texts(benchmark::State& state) {
  over_corpus(state,
              [](const detail::HashingEmbedder& embedder, const Step&, const std::string& text,
                 std::span<float> row) { embedder.embed_into(text, row); });
}
BENCHMARK(embed_texts);

void render_and_embed_steps(benchmark::State& state) {
  over_corpus(state, [](const detail::HashingEmbedder& embedder, const Step& step,
                        const std::string&, std::span<float> row) {
    embedder.embed_into(detail::render_state_action(step.state_before, step.action), row);
  });
}
BENCHMARK(render_and_embed_steps);

}  // namespace
}  // namespace wmh
