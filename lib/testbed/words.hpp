#pragma once

#include <wmh/types.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The tool of an action, or "(message)".
std::string label_of(const Action& action);

/// The beginning of an observation as a quoted line; "error" stands before it where it is one.
std::string short_text(const Observation& observation);

}  // namespace detail
WMH_END_NAMESPACE
