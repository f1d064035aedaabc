#pragma once

#include "offline/query.hpp"
#include "offline/step_cache.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// What is asked, in full.
struct Situation {
  const Action& action;
  std::string_view task;
  std::vector<const Step*> past{};  ///< The last steps of the session, oldest first.
  bool is_recorded = false;         ///< The action is among the recordings itself.
};

/// A step that may tell how the environment answers, and how near it is.
struct Neighbour {
  ComparedStepPtr step{};
  std::uint32_t entry = no_number;  ///< no_number: a step of the session itself.
  float arguments = 0;              ///< Cosine of the arguments,
  float task = 0;                   ///< and of the tasks.
  bool same_task = false;
  bool same_shape = false;  ///< The arguments differ in rare words only.
  std::size_t past = 0;     ///< The position of a step of the session.

  bool in_session() const noexcept { return entry == no_number; }
  /// What the agent asks for decides the answer before what it wants in the end.
  float similarity() const noexcept { return 0.7F * arguments + 0.3F * task; }
};

/// Steps of the same tool, most similar first, some 40 at most: the most similar, those whose
/// arguments alone are most alike, those of the same shape, and the session's own.
Result<std::vector<Neighbour>> find_neighbours(const Situation& situation, const Query& query,
                                               const Recordings& recordings, StepCache& cache);

}  // namespace detail
WMH_END_NAMESPACE
