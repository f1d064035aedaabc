#pragma once

#include <wmh/predictor.hpp>

#include "offline/named_values.hpp"
#include "offline/recordings.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Calls and what they were answered, sorted.
using Facts = std::vector<std::pair<std::uint64_t, std::uint64_t>>;
void add_fact(Facts& facts, const PastCall& call);

/// What is noted of the earlier steps of a session, so that each is read once. The session forgets
/// its oldest steps; then so do the notes.
class SessionNotes {
 public:
  /// Brings them up to a request whose history has moved on. It must have a history.
  void catch_up(const PredictionRequest& request);

  /// The calls in the history.
  const std::vector<PastCall>& calls() const noexcept { return calls_; }
  /// The same as facts.
  const Facts& facts() const noexcept { return facts_; }
  /// The values that the history shows.
  const ShownValues& values(const PredictionRequest& request, ReadObservations& read);

 private:
  void forget(std::size_t count);

  std::size_t first_step_ = 0;
  std::vector<PastCall> calls_{};
  Facts facts_{};
  ShownValues values_{};
  std::size_t values_until_ = 0;  ///< Steps from here on are not in `values_` yet.
};

/// The notes in the session's memory if there is one, else `own`; caught up with the request.
SessionNotes& notes_of(const PredictionRequest& request, SessionNotes& own);

/// What a session shows, with the action that is asked. Both must outlive it.
class ValuesNow {
 public:
  /// `shown`: by the history; null where there is none.
  ValuesNow(const PredictionRequest& request, const ShownValues* shown);
  /// The text of the only value under a name; nullopt where there is none.
  std::optional<std::string> only(std::string_view name) const;

 private:
  const PredictionRequest& request_;
  const ShownValues* shown_;
  ShownValues asking_{};
};

}  // namespace detail
WMH_END_NAMESPACE
