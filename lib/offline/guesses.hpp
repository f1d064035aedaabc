#pragma once

#include "offline/excerpts.hpp"
#include "offline/neighbours.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// An answer that a neighbour suggests: its own, or what `making` makes of it.
struct Guess {
  std::size_t neighbour = 0;  ///< Position among the neighbours.
  Making making = Making::as_recorded;
  Observation observation{};
  std::shared_ptr<const Profile> profile{};
  ComparedStepPtr step{};  ///< Whose observation it is; null for one that was made.
};
std::vector<Guess> guesses_of(const Situation& situation, const std::vector<Neighbour>& neighbours);

}  // namespace detail
WMH_END_NAMESPACE
