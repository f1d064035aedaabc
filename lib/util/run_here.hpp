#pragma once

#include "util/spawn.hpp"

#include <boost/asio/io_context.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Runs a task to its end on the calling thread.
template <class T>
Result<T> run_here(Task<T> task) {
  asio::io_context context(1);
  Result<T> outcome;
  asio::co_spawn(context, std::move(task),
                 [&outcome](std::exception_ptr failure, Result<T> result) {
                   outcome = failure ? Result<T>(error_from(failure)) : std::move(result);
                 });
  context.run();
  return outcome;
}

}  // namespace detail
WMH_END_NAMESPACE
