#pragma once

#include <wmh/provider.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace wmh::testing {

/// Asks a provider once, on a context of its own.
inline Result<Completion> ask_once(const ProviderOptions& options,
                                   CompletionRequest request = {"Be brief.",
                                                                {{Role::user, "ping"}}}) {
  asio::io_context context(1);
  const auto provider = make_provider(context.get_executor(), options);
  if (!provider) return provider.error();
  Result<Completion> outcome;
  asio::co_spawn(context, (*provider)->complete(std::move(request)),
                 [&](std::exception_ptr failure, Result<Completion> result) {
                   if (failure) std::rethrow_exception(failure);
                   outcome = std::move(result);
                   context.stop();
                 });
  context.run();
  return outcome;
}

}  // namespace wmh::testing
