#include "replay/corpus.hpp"

#include "util/run_here.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

Result<Corpus> load_corpus(const std::filesystem::path& file, const SplitOptions& split,
                           IngestOptions ingest, const std::shared_ptr<Observer>& observer) {
  if (!ingest.observer) ingest.observer = observer;
  auto source = open_traces({file}, std::move(ingest));
  if (!source) return std::move(source).error();
  Corpus corpus;
  for (;;) {
    auto trace = (*source)->next();
    if (!trace) return std::move(trace).error();
    if (!*trace) return corpus;
    const Part part = part_of(**trace, split);
    if (part == Part::train) corpus.train.push_back(std::move(**trace));
    if (part == Part::test) corpus.held_out.push_back(std::move(**trace));
  }
}

namespace {

std::shared_ptr<StepLog> log_of(const std::vector<Trace>& traces) {
  auto log = std::make_shared<StepLog>();
  for (const Trace& trace : traces)
    for (std::size_t i = 0; i < trace.steps.size(); ++i)
      log->add({trace.steps[i], trace.trace_id, i});
  return log;
}

}  // namespace

Result<std::shared_ptr<Predictor>> predictor_from(std::vector<Trace> train,
                                                  const MakePredictor& make) {
  if (make) return make(std::move(train));
  return make_offline_predictor(log_of(train));
}

}  // namespace detail

Result<std::shared_ptr<Predictor>> make_llm_predictor_from(std::vector<Trace> train,
                                                           std::shared_ptr<Provider> provider,
                                                           LlmPredictorOptions options,
                                                           std::shared_ptr<Embedder> embedder) {
  // A log each: both add to theirs when they learn.
  auto recordings = make_offline_predictor(detail::log_of(train));
  if (!recordings) return recordings;
  if (!embedder) embedder = make_hashing_embedder();
  auto demonstrations = std::make_shared<ReplayBuffer>(std::move(embedder), detail::log_of(train));
  if (options.demonstrations > 0)
    if (auto indexed = detail::run_here(demonstrations->index()); !indexed)
      return std::move(indexed).error().in("index the demonstrations");
  return make_llm_predictor(std::move(provider), std::move(demonstrations), std::move(*recordings),
                            std::move(options));
}

WMH_END_NAMESPACE
