#include "offline/query.hpp"

#include "util/mix_hash.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

std::string_view task_of(const PredictionRequest& request) {
  return request.task ? std::string_view(*request.task) : std::string_view();
}

Query::Query(const PredictionRequest& request, const Recordings& recordings)
    : tool(tool_hash(request.action)),
      state(state_key(request.state)),
      task(recordings.tasks().find(task_of(request)).value_or(no_number)),
      without_trace(recordings.trace_number(request.exclude_trace)),
      recordings_(recordings),
      request_(&request) {
  const ArgumentMarks marks = argument_marks(request.action);
  keys = marks.keys;
  values = marks.values;
  call = call_key(tool, marks.loose_key());
}

Query::Query(const Recordings& recordings, std::uint32_t entry)
    : recordings_(recordings), entry_(entry) {
  const RecordedCall& recorded = recordings.call(entry);
  keys = recorded.keys;
  tool = recorded.tool;
  values = recorded.values;
  call = recorded.call;
  state = recorded.state;
  task = recorded.task;
  without_trace = recorded.trace;
}

bool Query::task_is_recorded() const {
  if (task == no_number || task == without_task) return false;
  const std::uint32_t own = without_trace == no_number ? 0 : 1;
  return recordings_.traces_of_task(task) > own;
}

SessionNotes* Query::notes() const {
  if (!notes_ && request_ && request_->history) notes_ = &notes_of(*request_, own_notes_);
  return notes_;
}

const std::vector<PastCall>& Query::past() const {
  if (const SessionNotes* noted = notes()) return noted->calls();
  if (entry_ != no_number && own_past_.empty()) own_past_ = recordings_.past_of(entry_);
  return own_past_;
}

const Facts& Query::facts() const {
  if (const SessionNotes* noted = notes()) return noted->facts();
  if (own_facts_.empty())
    for (const PastCall& each : past())
      add_fact(own_facts_, each);
  return own_facts_;
}

const ShownValues* Query::shown(ReadObservations& read) const {
  SessionNotes* noted = notes();
  return noted ? &noted->values(*request_, read) : nullptr;
}

}  // namespace detail
WMH_END_NAMESPACE
