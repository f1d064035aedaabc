#include "offline/effects.hpp"

#include "util/mix_hash.hpp"

#include <algorithm>
#include <map>
#include <set>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t max_same_call = 16;  // recordings of one call that are compared
constexpr std::size_t max_past = 100;      // calls before each that are looked at
constexpr std::size_t max_pairs = 100'000;
constexpr double enough_pairs = 3;
constexpr double clear_difference = 0.3;

/// How many pairs of equal calls there were, and how many of them answered differently.
struct Pairs {
  double count = 0;
  double differ = 0;

  void add(double weight, bool different) {
    count += weight;
    if (different) differ += weight;
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
  calls.erase(std::unique(calls.begin(), calls.end()), calls.end());
  return calls;
}

/// A tool, and whether its calls share a value with the one that they may change.
using Cause = std::pair<std::uint64_t, bool>;

/// What pairs of recordings say about one tool that may be changed.
struct Evidence {
  Pairs alike{};                   ///< The same calls came before both.
  std::map<Cause, Pairs> alone{};  ///< Nothing else tells the two apart,
  std::map<Cause, Pairs> among{};  ///< or other things do as well, and each has its share.

  void add(const std::vector<Before>& a, const std::vector<Before>& b, bool different) {
    std::vector<Before> apart;
    std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(),
                                  std::back_inserter(apart));
    std::set<Cause> causes;
    for (const Before& each : apart)
      causes.emplace(each.tool, each.sharing);
    if (causes.empty()) alike.add(1, different);
    for (const Cause& cause : causes) {
      among[cause].add(1.0 / static_cast<double>(causes.size()), different);
      if (causes.size() == 1) alone[cause].add(1, different);
    }
  }

  bool is_cause(const Cause& cause) const {
    const auto own = alone.find(cause);
    const bool enough = own != alone.end() && own->second.count >= enough_pairs;
    const Pairs& pairs = enough ? own->second : among.at(cause);
    return pairs.differ >= 2 && pairs.share() >= alike.share() + clear_difference;
  }
};

class Comparison {
 public:
  explicit Comparison(const Recordings& recordings) : recordings_(recordings) {}

  void add(const std::vector<std::uint32_t>& same_call) {
    const std::size_t count = std::min(same_call.size(), max_same_call);
    std::vector<std::vector<Before>> past;
    for (std::size_t i = 0; i < count; ++i)
      past.push_back(before(recordings_, same_call[i]));
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = 0; j < i; ++j) {
        const RecordedCall& a = recordings_.call(same_call[i]);
        const RecordedCall& b = recordings_.call(same_call[j]);
        if (a.task != b.task || a.state != b.state) continue;
        evidence_[a.tool].add(past[i], past[j], a.outcome != b.outcome);
        ++pairs_;
      }
  }
  bool full() const { return pairs_ >= max_pairs; }

  Effects effects() const {
    Effects effects;
    for (const auto& [tool, evidence] : evidence_)
      for (const auto& [cause, pairs] : evidence.among)
        if (evidence.is_cause(cause))
          effects.add(Effects::key_of(tool, cause.first),
                      cause.second ? Effects::Reach::sharing : Effects::Reach::any);
    return effects;
  }

 private:
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

bool Effects::changes(const PastCall& past, std::uint64_t tool,
                      const ArgumentValues& values) const {
  if (past.is_error) return false;
  const auto found = reach_.find(key_of(tool, past.tool));
  if (found == reach_.end()) return false;
  return found->second == Reach::any || share_a_value(past.values, values);
}

std::uint64_t Effects::key(const std::vector<PastCall>& past, std::uint64_t tool,
                           const ArgumentValues& values) const {
  std::uint64_t key = 0;
  if (reach_.empty()) return key;
  for (const PastCall& call : past)
    if (changes(call, tool, values)) key = mix_hash(key, call.call);
  return key;
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
