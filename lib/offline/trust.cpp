#include "offline/trust.hpp"

#include "util/mix_hash.hpp"

#include <algorithm>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t max_trials = 3000;
constexpr double wanted_precision = 0.99;
constexpr double lowest_threshold = 0.8;
constexpr double general_weight = 5;  // trials that the more general ones weigh as
constexpr double least_trials = 3;    // else a context is not trusted at all
constexpr double before_any_trial = 0.9;

struct Trial {
  std::uint64_t tool = 0;
  std::uint64_t truth = 0;
  std::vector<ContextAnswer> answers{};
};
using Trials = std::vector<Trial>;

Trial try_entry(const Recordings& recordings, const Effects& effects, std::uint32_t entry,
                bool without_task) {
  const RecordedCall& recorded = recordings.call(entry);
  Query query(recordings, entry);
  if (without_task) query.without_task = recorded.task;
  return {recorded.tool, recorded.outcome, context_answers(query, recordings, effects)};
}

Trials try_all(const Recordings& recordings, const Effects& effects, bool without_task) {
  Trials trials;
  const std::size_t stride = std::max<std::size_t>(1, recordings.size() / max_trials);
  for (std::size_t entry = 0; entry < recordings.size(); entry += stride)
    trials.push_back(
        try_entry(recordings, effects, static_cast<std::uint32_t>(entry), without_task));
  return trials;
}

void count(Trust& trust, const Trials& trials) {
  for (const Trial& trial : trials)
    for (const ContextAnswer& answer : trial.answers)
      trust.count(trial.tool, answer.context, answer.outcome == trial.truth);
}

struct Answered {
  double trust;
  bool right;
};

std::vector<Answered> answer(const Trials& trials, const Trust& trust) {
  std::vector<Answered> all;
  for (const Trial& trial : trials) {
    Answered best{-1, false};
    for (const ContextAnswer& each : trial.answers) {
      const bool right = each.outcome == trial.truth;
      const double trusted = trust.without(trial.tool, each.context, right);
      if (trusted > best.trust) best = {trusted, right};
    }
    if (best.trust >= 0) all.push_back(best);
  }
  std::sort(all.begin(), all.end(),
            [](const Answered& a, const Answered& b) { return a.trust > b.trust; });
  return all;
}

/// The lowest trust at which enough of the answers are right: above all of them if need be.
double threshold_of(const std::vector<Answered>& sorted) {
  double threshold = sorted.empty() ? 0 : std::nextafter(sorted.front().trust, 2.0);
  std::size_t right = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (sorted[i].right) ++right;
    const bool last_of_equal = i + 1 == sorted.size() || sorted[i + 1].trust < sorted[i].trust;
    const double share = static_cast<double>(right) / static_cast<double>(i + 1);
    if (last_of_equal && share >= wanted_precision) threshold = sorted[i].trust;
  }
  return std::max(threshold, lowest_threshold);
}

}  // namespace

Trust::Levels Trust::levels(std::uint64_t tool, const Context& context) {
  return {context.key(), mix_hash(tool, context.general_key()), mix_hash(tool, context.key())};
}

void Trust::count(std::uint64_t tool, const Context& context, bool right) {
  for (const std::uint64_t key : levels(tool, context)) {
    Trials& trials = trials_[key];
    trials.count += 1;
    if (right) trials.right += 1;
  }
}

double Trust::estimate(std::uint64_t tool, const Context& context, const Trials& left_out) const {
  const auto find = [this](std::uint64_t key) {
    const auto found = trials_.find(key);
    return found == trials_.end() ? Trials{} : found->second;
  };
  const Levels keys = levels(tool, context);
  const Trials own = find(keys.back());
  double share = before_any_trial;
  double seen = own.count;
  // The more general trials without the tool's own in this context, which would count twice.
  for (std::size_t level = 0; level + 1 < keys.size(); ++level) {
    const Trials general = find(keys[level]);
    share = (general.right - own.right + general_weight * share) /
            (general.count - own.count + general_weight);
    seen += general.count - own.count;
  }
  const double trials = seen - left_out.count;
  if (trials < least_trials) return 0;
  return (own.right - left_out.right + general_weight * share) /
         (own.count - left_out.count + general_weight);
}

double Trust::of(std::uint64_t tool, const Context& context) const {
  return estimate(tool, context, {});
}

double Trust::without(std::uint64_t tool, const Context& context, bool right) const {
  return estimate(tool, context, {right ? 1.0 : 0.0, 1});
}

std::optional<TrustedAnswer> find_recorded(const Query& query, const Recordings& recordings,
                                           const Effects& effects, const Trust& trust) {
  std::optional<TrustedAnswer> best;
  for (const ContextAnswer& answer : context_answers(query, recordings, effects)) {
    const double trusted = trust.of(query.tool, answer.context);
    if (trusted >= trust.threshold && (!best || trusted > best->trust))
      best = TrustedAnswer{answer, trusted};
  }
  return best;
}

Trust learn_trust(const Recordings& recordings, const Effects& effects) {
  const Trials by_trace = try_all(recordings, effects, false);
  const Trials by_task = try_all(recordings, effects, true);
  Trust trust;
  count(trust, by_trace);
  count(trust, by_task);
  trust.threshold =
      std::max(threshold_of(answer(by_trace, trust)), threshold_of(answer(by_task, trust)));
  return trust;
}

}  // namespace detail
WMH_END_NAMESPACE
