#include "offline/asked.hpp"
#include "offline/learned.hpp"
#include "util/mix_hash.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t max_trials = 500;  // of nearest answers, for each way of leaving out
constexpr std::size_t max_asked = 1500;  // steps that teach which words decide

/// Every entry, in an order that depends on nothing but its number.
std::vector<std::uint32_t> shuffled(std::size_t count) {
  std::vector<std::uint32_t> entries(count);
  for (std::uint32_t i = 0; i < count; ++i)
    entries[i] = i;
  std::sort(entries.begin(), entries.end(),
            [](std::uint32_t a, std::uint32_t b) { return mix_hash(a + 1) < mix_hash(b + 1); });
  return entries;
}

/// Traces are dealt to two folds: what is learned from one is tried on the other.
std::size_t fold_of(const RecordedCall& call) {
  return mix_hash(call.trace + 1) % 2;
}

using Pairs = std::vector<DifferenceModel::Pair>;

/// Models of which words decide: of each fold, and of both.
struct Differences {
  std::array<DifferenceModel, 2> folds{};
  DifferenceModel whole{};

  /// The model that has not seen the trace of this entry.
  const DifferenceModel& unaware_of(const RecordedCall& call) const {
    return folds[1 - fold_of(call)];
  }
};

Pairs pairs_of(const Asked& asked) {
  Pairs pairs;
  for (const Neighbour& each : asked.neighbours) {
    DifferenceModel::Pair pair;
    pair.words = DifferenceModel::differing(asked.truth->word_set, each.step->word_set);
    if (pair.words.empty()) continue;
    pair.same_task = each.same_task;
    pair.alike =
        static_cast<float>(structural_similarity(asked.truth->profile, each.step->profile));
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

Result<Differences> learn_differences(const Recordings& recordings, StepCache& cache,
                                      const std::vector<std::uint32_t>& order) {
  std::array<Pairs, 2> pairs;
  for (std::size_t i = 0; i < std::min(order.size(), max_asked); ++i) {
    auto asked = ask_again(order[i], Query(recordings, order[i]), recordings, cache);
    if (!asked) return asked.error();
    Pairs& fold = pairs[fold_of(recordings.call(order[i]))];
    for (DifferenceModel::Pair& pair : pairs_of(*asked))
      fold.push_back(std::move(pair));
  }
  Differences differences;
  for (std::size_t fold = 0; fold < 2; ++fold)
    differences.folds[fold].learn(pairs[fold]);
  Pairs all = std::move(pairs[0]);
  std::move(pairs[1].begin(), pairs[1].end(), std::back_inserter(all));
  differences.whole.learn(all);
  return differences;
}

NearestTrial try_nearest(const Asked& asked, const Query& query, const Recordings& recordings,
                         const DifferenceModel& difference) {
  const Situation situation = asked.situation();
  NearestTrial trial;
  trial.task_recorded = query.task_is_recorded();
  trial.guesses = guesses_of(situation, asked.neighbours);
  trial.features =
      features_of(situation, asked.neighbours, trial.guesses, recordings.words(), difference);
  for (const Guess& guess : trial.guesses)
    trial.scores.push_back(structural_similarity(asked.truth->profile, *guess.profile));
  return trial;
}

/// Trials of the steps that would not be answered as recorded.
Result<Done> add_trials(std::vector<NearestTrial>& trials, bool without_task,
                        const Learned& learned, const Differences& differences,
                        const Recordings& recordings, StepCache& cache,
                        const std::vector<std::uint32_t>& order) {
  std::size_t count = 0;
  for (const std::uint32_t entry : order) {
    if (count == max_trials) break;
    const RecordedCall& recorded = recordings.call(entry);
    Query query(recordings, entry);
    if (without_task && !query.task_is_recorded()) continue;
    if (without_task) query.without_task = recorded.task;
    if (find_recorded(query, recordings, learned.effects, learned.trust)) continue;
    auto asked = ask_again(entry, query, recordings, cache);
    if (!asked) return asked.error();
    if (asked->neighbours.empty()) continue;
    trials.push_back(try_nearest(*asked, query, recordings, differences.unaware_of(recorded)));
    trials.back().fold = fold_of(recorded);
    ++count;
  }
  return Done{};
}

}  // namespace

Result<Learned> learn(const Recordings& recordings, StepCache& cache) {
  const std::vector<std::uint32_t> order = shuffled(recordings.size());
  Learned learned;
  learned.effects = learn_effects(recordings);
  learned.trust = learn_trust(recordings, learned.effects);
  auto differences = learn_differences(recordings, cache, order);
  if (!differences) return differences.error();
  std::vector<NearestTrial> trials;
  for (const bool without_task : {false, true})
    if (auto added =
            add_trials(trials, without_task, learned, *differences, recordings, cache, order);
        !added)
      return added.error();
  learned.nearest = learn_nearest(trials, std::move(differences->whole));
  return learned;
}

}  // namespace detail
WMH_END_NAMESPACE
