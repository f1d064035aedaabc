#pragma once

#include <wmh/closed_loop.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The traces of one file by their side of the split.
struct Corpus {
  std::vector<Trace> train{};
  std::vector<Trace> held_out{};
};
Result<Corpus> load_corpus(const std::filesystem::path& file, const ClosedLoopOptions& options);

/// The predictor under test.
Result<std::shared_ptr<Predictor>> predictor_from(std::vector<Trace> train,
                                                  const ClosedLoopOptions& options);

}  // namespace detail
WMH_END_NAMESPACE
