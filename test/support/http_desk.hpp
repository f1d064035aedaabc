#pragma once

#include "net/http_client.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace wmh::testing {

/// A client and the context that it runs on, for tests that ask one thing after another.
struct HttpDesk {
  explicit HttpDesk(detail::HttpClientOptions options = {})
      : client(detail::HttpClient::make(context.get_executor(), std::move(options)).value()) {}

  /// Runs a call to its end on this thread.
  detail::HttpOutcome run(asio::awaitable<detail::HttpOutcome> call) {
    detail::HttpOutcome outcome;
    asio::co_spawn(context, std::move(call),
                   [&](std::exception_ptr failure, detail::HttpOutcome made) {
                     if (failure) std::rethrow_exception(failure);
                     outcome = std::move(made);
                   });
    context.restart();
    context.run();
    return outcome;
  }

  detail::HttpOutcome get(std::string url, detail::CallOptions options = {}) {
    return run(client->send(request_for(std::move(url)), std::move(options)));
  }

  static detail::HttpRequest request_for(std::string url) {
    detail::HttpRequest request;
    request.url = std::move(url);
    request.body = "{}";
    return request;
  }

  asio::io_context context{1};
  std::shared_ptr<detail::HttpClient> client;
};

}  // namespace wmh::testing
