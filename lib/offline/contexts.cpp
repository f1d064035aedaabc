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
  void add(const Different& others) {
    for (std::size_t i = 0; i < others.count_; ++i)
      add(others.numbers_[i]);
  }
  std::size_t count() const noexcept { return count_; }

 private:
  std::array<std::uint32_t, most_support> numbers_{};
  std::size_t count_ = 0;
};

/// The session's facts against the calls of a recording, told one after the other.
class Agreement {
 public:
  explicit Agreement(const Facts& facts) : facts_(facts), possible_(!facts.empty()) {}

  void see(const PastCall& call) {
    if (!possible_) return;
    const std::pair fact(call.call, call.outcome);
    const auto place = std::lower_bound(facts_.begin(), facts_.end(), fact);
    if (place != facts_.end() && *place == fact) {
      common_ = true;
      return;
    }
    const bool asked = (place != facts_.end() && place->first == call.call) ||
                       (place != facts_.begin() && std::prev(place)->first == call.call);
    if (asked) possible_ = false;
  }
  bool holds() const noexcept { return possible_ && common_; }

 private:
  const Facts& facts_;
  bool possible_;
  bool common_ = false;
};

/// The conditions that each of some recordings of the tool meets.
class Conditions {
 public:
  Conditions(const Query& query, const Recordings& recordings, const Effects& effects)
      : query_(query),
        recordings_(recordings),
        effects_(effects, query.tool),
        facts_(query.facts()),
        changes_(effects_.key(query.past(), query.values)) {}

  bool changed() const noexcept { return changes_ != 0; }

  std::uint8_t of(std::uint32_t entry) {
    const RecordedCall& recorded = recordings_.call(entry);
    Agreement facts(facts_);
    effects_.begin(recorded.values);
    for (std::uint32_t at = recorded.previous; at != no_number;
         at = recordings_.call(at).previous) {
      facts.see(recordings_.call(at));
      effects_.see(recordings_.call(at));
    }
    std::uint8_t met = 0;
    if (recorded.task == query_.task) met |= same_task;
    if (recorded.state == query_.state && recorded.state != 0) met |= same_state;
    if (facts.holds()) met |= same_facts;
    if (effects_.key() == changes_) met |= same_changes;
    return met;
  }

 private:
  const Query& query_;
  const Recordings& recordings_;
  EffectsOnTool effects_;
  const Facts& facts_;
  std::uint64_t changes_;
};

/// What the recordings that meet the same conditions say.
struct Group {
  std::uint8_t conditions = 0;
  std::uint32_t first = no_number;  ///< The first of them.
  std::uint64_t outcome = 0;
  bool agree = true;
  bool task_recorded = false;
  std::size_t size = 0;
  Different tasks{}, traces{};
};

/// The recordings of a call, by the conditions they meet: these are few, the recordings may be
/// many.
class Groups {
 public:
  void add(std::uint8_t conditions, std::uint32_t entry, const RecordedCall& recorded,
           std::uint32_t task_asked) {
    auto group = std::find_if(groups_.begin(), groups_.end(), [conditions](const Group& each) {
      return each.conditions == conditions;
    });
    if (group == groups_.end())
      group = groups_.insert(group, {conditions, entry, recorded.outcome});
    if (recorded.outcome != group->outcome) group->agree = false;
    if (recorded.task == task_asked) group->task_recorded = true;
    ++group->size;
    group->tasks.add(recorded.task);
    group->traces.add(recorded.trace);
  }

  /// What all that meet `wanted` say; nullopt where they differ or there is none.
  std::optional<ContextAnswer> answer(std::uint8_t wanted) const {
    ContextAnswer answer;
    answer.agreeing = 0;
    Different units;
    for (const Group& group : groups_) {
      if ((group.conditions & wanted) != wanted) continue;
      if (answer.entry == no_number) answer.outcome = group.outcome;
      if (!group.agree || group.outcome != answer.outcome) return std::nullopt;
      // Groups are in the order of their first recordings.
      if (answer.entry == no_number) answer.entry = group.first;
      if (group.task_recorded) answer.context.task_recorded = true;
      units.add((wanted & same_task) != 0 ? group.traces : group.tasks);
      answer.agreeing += group.size;
    }
    if (answer.entry == no_number) return std::nullopt;
    answer.context.conditions = wanted;
    answer.context.support = support_class(units.count());
    return answer;
  }

 private:
  std::vector<Group> groups_{};
};

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
  Conditions conditions(query, recordings, effects);
  std::size_t seen = 0;
  for (std::size_t form = 0; form < key_forms; ++form) {
    const auto found = tool->by_key[form].find(query.keys[form]);
    if (found == tool->by_key[form].end() || found->second.size() == seen) continue;
    seen = found->second.size();
    Groups groups;
    for (const std::uint32_t entry : found->second)
      if (const RecordedCall& recorded = recordings.call(entry); query.counts(recorded))
        groups.add(conditions.of(entry), entry, recorded, query.task);
    for (const std::uint8_t wanted : all_conditions) {
      auto answer = groups.answer(wanted);
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
