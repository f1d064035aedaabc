#include "replay/sample_turns.hpp"

#include <algorithm>
#include <numeric>

WMH_BEGIN_NAMESPACE

std::vector<std::size_t> detail::pick_turns(std::size_t count, SampleTurns how,
                                            PythonRandom& random) {
  constexpr std::size_t sampled = 5;
  if (how == SampleTurns::all || count <= sampled) {
    std::vector<std::size_t> all(count);
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
  }
  std::vector<std::size_t> picks = random.sample(1, count - 1, sampled - 2);
  picks.push_back(0);
  picks.push_back(count - 1);
  std::sort(picks.begin(), picks.end());
  return picks;
}

WMH_END_NAMESPACE
