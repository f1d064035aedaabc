#pragma once

#include "offline/nearest.hpp"

#include <map>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Values by the name of their field, as JSON text: what a session has shown so far.
class NamedValues {
 public:
  void add_action(const Action& action);
  void add_observation(const Observation& observation);
  void add(const Step& step) {
    add_action(step.action);
    add_observation(step.observation);
  }
  /// The value of a name that has but one; null otherwise.
  const std::string* only(std::string_view name) const;

 private:
  void add(const json::value& container);

  std::map<std::string, std::string, std::less<>> values_{};  // empty text: more than one value
};

/// Whether an answer may be one that vote_on_fields betters: it begins as a JSON container.
bool may_have_fields(std::string_view content);

/// Betters a JSON answer field by field. Fields whose value the neighbour's own session had shown
/// under that name get the value of that name in this session; for the others the guesses of the
/// same shape vote with `weights`. Other answers stay as they are.
std::string vote_on_fields(const std::vector<Guess>& guesses, std::size_t chosen,
                           const std::vector<double>& weights, const NamedValues& of_neighbour,
                           const NamedValues& of_session);

}  // namespace detail
WMH_END_NAMESPACE
