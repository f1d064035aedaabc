#include "offline/asked.hpp"
#include "offline/deciding_words.hpp"
#include "offline/folded.hpp"
#include "offline/learned.hpp"
#include "util/mix_hash.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t max_trials = 900;  // of nearest answers, for each way of leaving out
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

/// Which words decide: how alike two calls were answered, from the words in which they differ.
Result<FoldedRegression> learn_differences(const Recordings& recordings, StepCache& cache,
                                           const std::vector<std::uint32_t>& order) {
  FoldedSamples samples;
  for (std::size_t i = 0; i < std::min(order.size(), max_asked); ++i) {
    const auto asked = ask_again(order[i], Query(recordings, order[i]), recordings, cache);
    if (!asked) return asked.error();
    for (const Neighbour& each : asked->neighbours) {
      if (each.step->word_set == asked->truth->word_set) continue;
      HashedRegression::Sample sample;
      sample.there = difference_slots(asked->truth->word_set, each.step->word_set, each.same_task);
      sample.target =
          static_cast<float>(structural_similarity(asked->truth->profile, each.step->profile));
      samples[fold_of(recordings.call(order[i]))].push_back(std::move(sample));
    }
  }
  return learn_folded(samples);
}

/// Which making suits a call. Each trial gets its numbers from the other fold.
HashedRegression learn_suitability(std::vector<NearestTrial>& trials) {
  FoldedSamples samples;
  for (const NearestTrial& trial : trials)
    for (std::size_t i = 0; i < trial.guesses.size(); ++i)
      samples[trial.fold].push_back({trial.slots[i], static_cast<float>(trial.scores[i])});
  FoldedRegression suitability = learn_folded(samples);
  for (NearestTrial& trial : trials)
    add_suitability(trial.features, trial.guesses, trial.slots, suitability.unaware_of(trial.fold));
  return std::move(suitability.whole);
}

NearestTrial try_nearest(const Asked& asked, const Query& query, const Recordings& recordings,
                         const FoldedRegression& differences, std::size_t fold) {
  const Situation situation = asked.situation();
  NearestTrial trial;
  trial.fold = fold;
  trial.task_recorded = query.task_is_recorded();
  trial.guesses = guesses_of(situation, asked.neighbours);
  const Question question{situation, query, recordings, asked.neighbours, trial.guesses};
  trial.features = features_of(question, differences.unaware_of(fold));
  trial.slots = suitability_slots(question);
  for (Guess& guess : trial.guesses) {
    trial.scores.push_back(structural_similarity(asked.truth->profile, *guess.profile));
    guess.observation.content = {};  // thousands are kept; profiles say all that is asked of them
  }
  return trial;
}

/// Trials of the steps that would not be answered as recorded.
Result<Done> add_trials(std::vector<NearestTrial>& trials, bool without_task,
                        const Learned& learned, const FoldedRegression& differences,
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
    trials.push_back(try_nearest(*asked, query, recordings, differences, fold_of(recorded)));
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
  HashedRegression suitability = learn_suitability(trials);
  learned.nearest = learn_nearest(trials);
  learned.nearest.difference = std::move(differences->whole);
  learned.nearest.suitability = std::move(suitability);
  return learned;
}

}  // namespace detail
WMH_END_NAMESPACE
