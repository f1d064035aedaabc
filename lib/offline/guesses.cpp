#include "offline/guesses.hpp"

#include "offline/substitution.hpp"

#include <unordered_set>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_adapted = 12;              // the nearest ones
constexpr std::size_t most_adapted_bytes = 64 << 10;  // longer answers are taken as they are

Observation plain(const Observation& observation) {
  return {observation.content, observation.is_error};
}

}  // namespace

std::vector<Guess> guesses_of(const Situation& situation,
                              const std::vector<Neighbour>& neighbours) {
  std::vector<Guess> guesses;
  std::unordered_set<std::uint64_t> known;
  for (std::size_t i = 0; i < neighbours.size(); ++i) {
    const ComparedStep& compared = *neighbours[i].step;
    const Observation& observation = compared.step().observation;
    if (known.insert(compared.profile.outcome()).second)
      guesses.push_back({i, false, plain(observation), {neighbours[i].step, &compared.profile}});
    if (i >= most_adapted || observation.content.size() > most_adapted_bytes) continue;
    Guess adapted{i, true, plain(observation)};
    adapted.observation.content = substitute(
        observation.content, substitution_between(compared.step().action, situation.action));
    if (adapted.observation.content == observation.content) continue;
    adapted.profile = std::make_shared<const Profile>(adapted.observation);
    if (known.insert(adapted.profile->outcome()).second) guesses.push_back(std::move(adapted));
  }
  return guesses;
}

}  // namespace detail
WMH_END_NAMESPACE
