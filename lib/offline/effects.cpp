#include "offline/effects.hpp"

#include "util/mix_hash.hpp"

#include <algorithm>
#include <map>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t max_same_call = 12;  // recordings of one call for one task that are compared
constexpr std::size_t max_past = 100;      // calls before each that are looked at
constexpr std::size_t max_pairs = 100'000;
constexpr double enough_pairs = 3;
constexpr double clear_difference = 0.3;

/// How many pairs of equal calls there were, and how many of them answered differently.
struct Pairs {
  double count = 0;
  double differ = 0;

  void add(bool different) {
    count += 1;
    if (different) differ += 1;
  }
  Pairs& operator+=(const Pairs& other) {
    count += other.count;
    differ += other.differ;
    return *this;
  }
  double share() const { return count == 0 ? 0 : differ / count; }
};

/// An accepted call before another one.
struct Before {
  std::uint64_t call;
  std::uint64_t tool;
  bool sharing;
  auto operator<=>(const Before&) const = default;
};

std::vector<Before> before(const Recordings& recordings, std::uint32_t entry) {
  const RecordedCall& recorded = recordings.call(entry);
  std::vector<Before> calls;
  std::size_t looked_at = 0;
  for (std::uint32_t at = recorded.previous; at != no_number && looked_at < max_past;
       at = recordings.call(at).previous, ++looked_at) {
    const RecordedCall& past = recordings.call(at);
    if (!past.is_error)
      calls.push_back({past.call, past.tool, share_a_value(past.values, recorded.values)});
  }
  std::sort(calls.begin(), calls.end());
  // A call that was made twice is not the same past as one that was made once.
  std::uint64_t times = 0;
  std::uint64_t last = 0;
  for (Before& each : calls) {
    times = each.call == last ? times + 1 : 0;
    last = each.call;
    each.call = mix_hash(each.call, times);
  }
  std::sort(calls.begin(), calls.end());
  return calls;
}

/// A tool, and whether its calls share a value with the one that they may change.
using Cause = std::pair<std::uint64_t, bool>;

/// What pairs of recordings say about one tool that may be changed.
class Evidence {
 public:
  void add(const std::vector<Before>& a, const std::vector<Before>& b, bool different) {
    std::vector<Before> apart;
    std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(),
                                  std::back_inserter(apart));
    std::uint64_t causes = 0;
    for (const Before& each : apart)
      causes |= bit_of({each.tool, each.sharing});
    pairs_[causes].add(different);
  }

  /// The causes of change: one after the other that which tells best which pairs differ, among the
  /// pairs that those before it do not explain.
  std::vector<Cause> causes() const {
    std::vector<Cause> found;
    std::uint64_t explained = 0;
    const double alike = pairs_with(0, ~std::uint64_t{0}).share();
    for (;;) {
      std::size_t best = causes_.size();
      Pairs best_pairs;
      for (std::size_t i = 0; i < causes_.size(); ++i) {
        const Pairs pairs = pairs_with(std::uint64_t{1} << i, explained);
        if (pairs.count < enough_pairs || pairs.share() < alike + clear_difference) continue;
        if (best < causes_.size() && pairs.share() <= best_pairs.share()) continue;
        best = i;
        best_pairs = pairs;
      }
      if (best == causes_.size()) return found;
      explained |= std::uint64_t{1} << best;
      found.push_back(causes_[best]);
    }
  }

 private:
  static constexpr std::size_t most_causes = 63;  // later ones count as one

  std::uint64_t bit_of(const Cause& cause) {
    auto known = std::find(causes_.begin(), causes_.end(), cause);
    if (known == causes_.end()) {
      if (causes_.size() == most_causes) return std::uint64_t{1} << most_causes;
      known = causes_.insert(known, cause);
    }
    return std::uint64_t{1} << (known - causes_.begin());
  }

  /// The pairs that have all of `wanted` and none of `unwanted` in their causes.
  Pairs pairs_with(std::uint64_t wanted, std::uint64_t unwanted) const {
    Pairs sum;
    for (const auto& [causes, pairs] : pairs_)
      if ((causes & wanted) == wanted && (causes & unwanted) == 0) sum += pairs;
    return sum;
  }

  std::vector<Cause> causes_{};
  std::map<std::uint64_t, Pairs> pairs_{};  ///< By the causes that tell them apart, as bits.
};

class Comparison {
 public:
  explicit Comparison(const Recordings& recordings) : recordings_(recordings) {}

  /// Compares recordings of one call that were made for one task in one state.
  void add(const std::vector<std::uint32_t>& same_call) {
    std::map<std::pair<std::uint32_t, std::uint64_t>, std::vector<std::uint32_t>> groups;
    for (const std::uint32_t entry : same_call) {
      const RecordedCall& call = recordings_.call(entry);
      auto& group = groups[{call.task, call.state}];
      if (group.size() < max_same_call) group.push_back(entry);
    }
    for (const auto& [key, group] : groups)
      if (group.size() > 1) add_group(group);
  }
  bool full() const { return pairs_ >= max_pairs; }

  Effects effects() const {
    Effects effects;
    for (const auto& [tool, evidence] : evidence_)
      for (const auto& [cause, sharing] : evidence.causes())
        effects.add(Effects::key_of(tool, cause),
                    sharing ? Effects::Reach::sharing : Effects::Reach::any);
    return effects;
  }

 private:
  void add_group(const std::vector<std::uint32_t>& group) {
    std::vector<std::vector<Before>> past;
    for (const std::uint32_t entry : group)
      past.push_back(before(recordings_, entry));
    Evidence& evidence = evidence_[recordings_.call(group.front()).tool];
    for (std::size_t i = 0; i < group.size(); ++i)
      for (std::size_t j = 0; j < i; ++j, ++pairs_)
        evidence.add(past[i], past[j],
                     recordings_.call(group[i]).outcome != recordings_.call(group[j]).outcome);
  }

  const Recordings& recordings_;
  std::size_t pairs_ = 0;
  std::map<std::uint64_t, Evidence> evidence_{};
};

}  // namespace

std::uint64_t Effects::key_of(std::uint64_t changed_tool, std::uint64_t changing_tool) {
  return mix_hash(changed_tool, changing_tool);
}

void Effects::add(std::uint64_t key, Reach reach) {
  Reach& known = reach_.try_emplace(key, reach).first->second;
  known = std::max(known, reach);
}

bool Effects::changes(std::uint64_t changing_tool, std::uint64_t tool) const {
  return reach_.contains(key_of(tool, changing_tool));
}

bool Effects::changes(const PastCall& past, std::uint64_t tool,
                      const ArgumentValues& values) const {
  if (past.is_error) return false;
  const auto found = reach(past.tool, tool);
  return found && (*found == Reach::any || share_a_value(past.values, values));
}

std::optional<Effects::Reach> Effects::reach(std::uint64_t changing_tool,
                                             std::uint64_t tool) const {
  const auto found = reach_.find(key_of(tool, changing_tool));
  return found == reach_.end() ? std::nullopt : std::optional(found->second);
}

void EffectsOnTool::begin(const ArgumentValues& values) {
  values_ = values;
  changing_.clear();
}

std::optional<Effects::Reach> EffectsOnTool::reach(std::uint64_t changing_tool) {
  for (const auto& [tool, reach] : known_)
    if (tool == changing_tool) return reach;
  return known_.emplace_back(changing_tool, effects_.reach(changing_tool, tool_)).second;
}

void EffectsOnTool::see(const PastCall& past) {
  if (past.is_error || effects_.empty()) return;
  const auto found = reach(past.tool);
  if (found && (*found == Effects::Reach::any || share_a_value(past.values, values_)))
    changing_.push_back(past.call);
}

std::uint64_t EffectsOnTool::key() const {
  std::uint64_t key = 0;
  for (auto call = changing_.rbegin(); call != changing_.rend(); ++call)
    key = mix_hash(key, *call);
  return key;
}

std::uint64_t EffectsOnTool::key(const std::vector<PastCall>& past, const ArgumentValues& values) {
  begin(values);
  for (auto call = past.rbegin(); call != past.rend(); ++call)
    see(*call);
  return key();
}

Effects learn_effects(const Recordings& recordings) {
  Comparison comparison(recordings);
  for (const auto& [key, tool] : recordings.tools())
    for (const auto& same_call : tool->by_arguments) {
      if (comparison.full()) break;
      comparison.add(same_call);
    }
  return comparison.effects();
}

}  // namespace detail
WMH_END_NAMESPACE
