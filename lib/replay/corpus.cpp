#include "replay/corpus.hpp"

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

Result<std::shared_ptr<Predictor>> predictor_from(std::vector<Trace> train,
                                                  const MakePredictor& make) {
  if (make) return make(std::move(train));
  auto log = std::make_shared<StepLog>();
  for (const Trace& trace : train)
    for (std::size_t i = 0; i < trace.steps.size(); ++i)
      log->add({trace.steps[i], trace.trace_id, i});
  return make_offline_predictor(std::move(log));
}

}  // namespace detail
WMH_END_NAMESPACE
