#pragma once

#include "offline/named_values.hpp"
#include "offline/nearest.hpp"

#include <functional>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Whether an answer may be one that vote_on_fields betters: it begins as a JSON container.
bool may_have_fields(std::string_view content);

/// The only value that a session has shown under a name, as JSON text; nullopt where there is none.
using ValueOf = std::function<std::optional<std::string>(std::string_view name)>;

/// Betters a JSON answer field by field. Fields whose value the neighbour's own session had shown
/// under that name get the value of that name in this session; for the others the guesses of the
/// same shape vote with `weights`. Other answers stay as they are.
std::string vote_on_fields(const std::vector<Guess>& guesses, std::size_t chosen,
                           const std::vector<double>& weights, const NamedValues& of_neighbour,
                           const ValueOf& of_session);

}  // namespace detail
WMH_END_NAMESPACE
