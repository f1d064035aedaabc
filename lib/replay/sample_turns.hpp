#pragma once

#include <wmh/eval.hpp>

#include "util/python_random.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// The steps of a trace of `count` steps that are scored, ascending. One generator serves all
/// traces in order, as in the original; it is drawn from only for traces of more than five steps.
std::vector<std::size_t> pick_turns(std::size_t count, SampleTurns how, PythonRandom& random);

}  // namespace detail
WMH_END_NAMESPACE
