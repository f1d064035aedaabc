#pragma once

#include "offline/session_notes.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// The session's task; empty without one. Into the request.
std::string_view task_of(const PredictionRequest& request);

/// What is asked of the recordings: a call in a session. Made of a live request, or of a recorded
/// step that is to be answered from the others.
class Query {
 public:
  /// The request must outlive the query.
  Query(const PredictionRequest& request, const Recordings& recordings);
  /// Asks for a recorded entry as though its trace had not been recorded.
  Query(const Recordings& recordings, std::uint32_t entry);
  Query(const Query&) = delete;  // it may point into itself
  Query& operator=(const Query&) = delete;

  std::uint64_t tool = 0;
  ArgumentKeys keys{};
  ArgumentValues values{};
  std::uint64_t call = 0;
  std::uint64_t state = 0;
  std::uint32_t task = no_number;           ///< no_number: no recording has this task.
  std::uint32_t without_trace = no_number;  ///< Entries of this trace do not count,
  std::uint32_t without_task = no_number;   ///< nor do those of this task.

  bool counts(const RecordedCall& recorded) const noexcept {
    return (recorded.trace != without_trace || recorded.trace == no_number) &&
           (recorded.task != without_task || without_task == no_number);
  }
  /// Whether another trace of the task counts.
  bool task_is_recorded() const;
  /// The calls of the session before this one, oldest first.
  const std::vector<PastCall>& past() const;
  const Facts& facts() const;
  /// What the earlier steps of a live session show; null where there is none.
  const ShownValues* shown(ReadObservations& read) const;

 private:
  SessionNotes* notes() const;

  const Recordings& recordings_;
  std::uint32_t entry_ = no_number;
  const PredictionRequest* request_ = nullptr;
  mutable SessionNotes own_notes_{};
  mutable SessionNotes* notes_ = nullptr;  ///< Once they were asked for.
  mutable std::vector<PastCall> own_past_{};
  mutable Facts own_facts_{};
};

}  // namespace detail
WMH_END_NAMESPACE
