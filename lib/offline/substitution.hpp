#pragma once

#include <wmh/types.hpp>

#include <map>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Texts that take the place of others.
using Substitution = std::map<std::string, std::string, std::less<>>;

/// What changes from the arguments of one action to those of another: values of equal path, and
/// within strings the runs of words that differ. Texts of one byte are left alone.
Substitution substitution_between(const Action& from, const Action& to);

/// Replaces whole words and values, the longest first, each place once.
std::string substitute(std::string_view text, const Substitution& substitution);

}  // namespace detail
WMH_END_NAMESPACE
