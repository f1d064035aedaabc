#pragma once

#include <wmh/async.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>

namespace wmh::testing {

/// Runs a Task to its end on this thread.
template <class T>
Result<T> run(Task<T> task) {
  asio::io_context context;
  Result<T> outcome;
  asio::co_spawn(context, std::move(task), [&](std::exception_ptr failure, Result<T> result) {
    if (failure) std::rethrow_exception(failure);
    outcome = std::move(result);
  });
  context.run();
  return outcome;
}

}  // namespace wmh::testing
