#pragma once

#include "offline/neighbours.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// A recorded step asked again, with its session until then and its neighbours.
struct Asked {
  ComparedStepPtr truth{};
  std::vector<ComparedStepPtr> past{};
  std::vector<Neighbour> neighbours{};

  Situation situation() const;
};

/// Fails when the step log cannot be read.
Result<Asked> ask_again(std::uint32_t entry, const Query& query, const Recordings& recordings,
                        StepCache& cache);

/// The steps before an entry in its trace, oldest first, at most `most`.
Result<std::vector<ComparedStepPtr>> steps_before(std::uint32_t entry, std::size_t most,
                                                  const Recordings& recordings, StepCache& cache);

}  // namespace detail
WMH_END_NAMESPACE
