#pragma once

#include <wmh/eval.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The traces of one file by their side of the split; those of neither side are left out.
struct Corpus {
  std::vector<Trace> train{};
  std::vector<Trace> held_out{};
};
/// `observer` hears what is left out unless `ingest` has one of its own.
Result<Corpus> load_corpus(const std::filesystem::path& file, const SplitOptions& split,
                           IngestOptions ingest, const std::shared_ptr<Observer>& observer);

using MakePredictor = decltype(EvalOptions::make_predictor);
/// The predictor under test: what `make` makes of the training traces, without it the offline one.
Result<std::shared_ptr<Predictor>> predictor_from(std::vector<Trace> train,
                                                  const MakePredictor& make);

}  // namespace detail
WMH_END_NAMESPACE
