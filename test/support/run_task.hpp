#pragma once

#include "util/run_here.hpp"

namespace wmh::testing {

/// Runs a Task to its end on this thread.
template <class T>
Result<T> run(Task<T> task) {
  return detail::run_here(std::move(task));
}

}  // namespace wmh::testing
