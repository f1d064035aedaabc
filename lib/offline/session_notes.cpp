#include "offline/session_notes.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {

void add_fact(Facts& facts, const PastCall& call) {
  const std::pair fact(call.call, call.outcome);
  facts.insert(std::upper_bound(facts.begin(), facts.end(), fact), fact);
}

/// The oldest calls go.
void SessionNotes::forget(std::size_t count) {
  const auto end = calls_.begin() + static_cast<std::ptrdiff_t>(count);
  for (auto call = calls_.begin(); call != end; ++call)
    facts_.erase(
        std::lower_bound(facts_.begin(), facts_.end(), std::pair(call->call, call->outcome)));
  calls_.erase(calls_.begin(), end);
  values_.forget_before(first_step_ + count);
}

void SessionNotes::catch_up(const PredictionRequest& request) {
  const std::deque<Step>& history = *request.history;
  const std::size_t gone = request.first_step - first_step_;
  if (request.first_step < first_step_ || gone > calls_.size() ||
      calls_.size() - gone > history.size())
    *this = SessionNotes();
  else
    forget(gone);
  first_step_ = request.first_step;
  while (calls_.size() < history.size())
    add_fact(facts_, calls_.emplace_back(past_call(history[calls_.size()])));
}

const ShownValues& SessionNotes::values(const PredictionRequest& request, ReadObservations& read) {
  const std::deque<Step>& history = *request.history;
  const std::size_t end = first_step_ + history.size();
  for (std::size_t at = std::max(values_until_, first_step_); at < end; ++at) {
    const Step& step = history[at - first_step_];
    values_.add_action(step.action, at);
    values_.add(*read.values(step.observation, calls_[at - first_step_].outcome), at);
  }
  values_until_ = end;
  return values_;
}

SessionNotes& notes_of(const PredictionRequest& request, SessionNotes& own) {
  // One owner for all: what is noted depends on the session alone.
  static constexpr char owner = 0;
  SessionNotes* notes = &own;
  if (request.memory) {
    if (request.memory->owner != &owner) {
      request.memory->owner = &owner;
      request.memory->notes = std::make_shared<SessionNotes>();
    }
    notes = static_cast<SessionNotes*>(request.memory->notes.get());
  }
  notes->catch_up(request);
  return *notes;
}

ValuesNow::ValuesNow(const PredictionRequest& request, const ShownValues* shown)
    : request_(request), shown_(shown) {
  asking_.add_action(request.action, 0);
}

std::optional<std::string> ValuesNow::only(std::string_view name) const {
  const auto [asked_count, asked] = asking_.known(name);
  const auto [count, shown] = shown_ ? shown_->known(name) : ShownValues::Known();
  if (asked_count > 1 || count > 1 || asked_count + count == 0) return std::nullopt;
  if (asked_count == 0)
    return text_in((*request_.history)[shown.step - request_.first_step], shown);
  if (count == 1 && shown.value != asked.value) return std::nullopt;
  return text_in(request_.action, asked);
}

}  // namespace detail
WMH_END_NAMESPACE
