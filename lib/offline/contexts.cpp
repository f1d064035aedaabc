#include "offline/contexts.hpp"

#include "util/mix_hash.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::uint8_t all_conditions[] = {
    0,
    same_changes,
    same_task,
    same_state,
    same_facts,
    same_task | same_changes,
    same_state | same_changes,
    same_facts | same_changes,
    same_task | same_state,
    same_task | same_facts,
    same_state | same_facts,
    same_task | same_state | same_changes,
    same_task | same_facts | same_changes,
    same_task | same_state | same_facts | same_changes,
};

constexpr std::size_t most_support = 8;

std::uint8_t support_class(std::size_t count) {
  if (count >= most_support) return most_support;
  return static_cast<std::uint8_t>(std::min<std::size_t>(count, 4));
}

/// Counts different numbers, no further than support goes.
class Different {
 public:
  void add(std::uint32_t number) {
    const auto end = numbers_.begin() + static_cast<std::ptrdiff_t>(count_);
    if (count_ < most_support && std::find(numbers_.begin(), end, number) == end)
      numbers_[count_++] = number;
  }
  std::size_t count() const noexcept { return count_; }

 private:
  std::array<std::uint32_t, most_support> numbers_{};
  std::size_t count_ = 0;
};

bool agrees(const Facts& facts, const Recordings& recordings, std::uint32_t entry) {
  bool common = false;
  for (std::uint32_t at = recordings.call(entry).previous; at != no_number;
       at = recordings.call(at).previous) {
    const RecordedCall& call = recordings.call(at);
    const std::pair fact(call.call, call.outcome);
    const auto place = std::lower_bound(facts.begin(), facts.end(), fact);
    if (place != facts.end() && *place == fact) {
      common = true;
      continue;
    }
    const bool asked = (place != facts.end() && place->first == call.call) ||
                       (place != facts.begin() && std::prev(place)->first == call.call);
    if (asked) return false;
  }
  return common;
}

/// The conditions that each of some recordings meets.
class Conditions {
 public:
  Conditions(const Query& query, const Recordings& recordings, const Effects& effects)
      : query_(query),
        recordings_(recordings),
        effects_(effects),
        facts_(query.facts()),
        changes_(effects.key(query.past(), query.tool, query.values)) {}

  bool changed() const noexcept { return changes_ != 0; }

  std::uint8_t of(std::uint32_t entry) const {
    const RecordedCall& recorded = recordings_.call(entry);
    std::uint8_t met = 0;
    if (recorded.task == query_.task) met |= same_task;
    if (recorded.state == query_.state && recorded.state != 0) met |= same_state;
    if (!facts_.empty() && agrees(facts_, recordings_, entry)) met |= same_facts;
    if (effects_.key(recordings_, entry) == changes_) met |= same_changes;
    return met;
  }

 private:
  const Query& query_;
  const Recordings& recordings_;
  const Effects& effects_;
  const Facts& facts_;
  std::uint64_t changes_;
};

struct Candidate {
  std::uint32_t entry;
  std::uint8_t conditions;
};

/// The agreement of the candidates that meet `wanted`; nullopt where there is none.
std::optional<ContextAnswer> agreement(const std::vector<Candidate>& candidates,
                                       const Recordings& recordings, const Query& query,
                                       std::uint8_t wanted) {
  ContextAnswer answer;
  std::size_t agreeing = 0;
  Different units;
  for (const Candidate& candidate : candidates) {
    if ((candidate.conditions & wanted) != wanted) continue;
    const RecordedCall& recorded = recordings.call(candidate.entry);
    if (answer.entry == no_number) {
      answer.entry = candidate.entry;
      answer.outcome = recorded.outcome;
    } else if (recorded.outcome != answer.outcome) {
      return std::nullopt;
    }
    if (recorded.task == query.task) answer.context.task_recorded = true;
    units.add((wanted & same_task) != 0 ? recorded.trace : recorded.task);
    ++agreeing;
  }
  if (answer.entry == no_number) return std::nullopt;
  answer.agreeing = agreeing;
  answer.context.conditions = wanted;
  answer.context.support = support_class(units.count());
  return answer;
}

/// The last other tool that accepted something about the same thing after call `i`; 0: none.
std::uint64_t touching_tool(const std::vector<PastCall>& past, std::size_t i, const Query& query) {
  for (std::size_t later = past.size(); later-- > i + 1;)
    if (!past[later].is_error && past[later].tool != query.tool &&
        share_a_value(past[later].values, query.values))
      return past[later].tool;
  return 0;
}

/// What the session itself shows: an equal call before, or the last change of the same thing.
void add_session_answer(std::vector<ContextAnswer>& answers, const Query& query,
                        const Effects& effects) {
  const std::vector<PastCall>& past = query.past();
  for (std::size_t i = past.size(); i-- > 0;) {
    const bool repeat = past[i].call == query.call;
    if (!repeat && !effects.changes(past[i], query.tool, query.values)) continue;
    ContextAnswer answer;
    answer.outcome = past[i].outcome;
    answer.past = i;
    answer.context.from = repeat ? AnswerFrom::repeat : AnswerFrom::change;
    answer.context.support = support_class(past.size() - i - 1);
    answer.context.by_tool = repeat ? touching_tool(past, i, query) : past[i].tool;
    answer.context.changed = answer.context.by_tool != 0;
    answers.push_back(answer);
    return;
  }
}

}  // namespace

std::uint64_t Context::key() const noexcept {
  return mix_hash(general_key(), support);
}

std::uint64_t Context::general_key() const noexcept {
  const std::uint64_t packed =
      std::uint64_t{1} << 63 | static_cast<std::uint64_t>(from) |
      static_cast<std::uint64_t>(form) << 8 | static_cast<std::uint64_t>(conditions) << 16 |
      static_cast<std::uint64_t>(changed) << 32 | static_cast<std::uint64_t>(task_recorded) << 33;
  return mix_hash(by_tool, packed);
}

std::string Context::name() const {
  if (from == AnswerFrom::repeat) return "an equal call of this session";
  if (from == AnswerFrom::change) return "the last change of this session";
  constexpr std::string_view forms[] = {"arguments", "spelling-free arguments", "words"};
  std::string name(forms[static_cast<std::size_t>(form)]);
  if ((conditions & same_task) != 0) name += "+task";
  if ((conditions & same_state) != 0) name += "+state";
  if ((conditions & same_facts) != 0) name += "+facts";
  if ((conditions & same_changes) != 0) name += "+changes";
  return name;
}

std::vector<ContextAnswer> context_answers(const Query& query, const Recordings& recordings,
                                           const Effects& effects) {
  std::vector<ContextAnswer> answers;
  const Recordings::Tool* tool = recordings.tool(query.tool);
  if (tool == nullptr) return answers;
  const Conditions conditions(query, recordings, effects);
  std::size_t seen = 0;
  for (std::size_t form = 0; form < key_forms; ++form) {
    const auto found = tool->by_key[form].find(query.keys[form]);
    if (found == tool->by_key[form].end() || found->second.size() == seen) continue;
    seen = found->second.size();
    std::vector<Candidate> candidates;
    for (const std::uint32_t entry : found->second)
      if (query.counts(recordings.call(entry))) candidates.push_back({entry, conditions.of(entry)});
    for (const std::uint8_t wanted : all_conditions) {
      auto answer = agreement(candidates, recordings, query, wanted);
      if (!answer) continue;
      answer->context.form = static_cast<KeyForm>(form);
      answer->context.changed = conditions.changed();
      answers.push_back(*answer);
    }
  }
  add_session_answer(answers, query, effects);
  return answers;
}

}  // namespace detail
WMH_END_NAMESPACE
