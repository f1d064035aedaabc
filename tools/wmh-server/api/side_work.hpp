#pragma once

#include "http/message.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>

namespace wmh::server {

/// One thread for what would hold up a connection's: reading large files. Work is done in turn.
class SideWork {
 public:
  asio::awaitable<Response> run(std::function<Response()> work) {
    auto working = answer(std::move(work));
    auto done = asio::co_spawn(thread_.get_executor(), std::move(working), asio::use_awaitable);
    co_return co_await std::move(done);
  }

 private:
  static asio::awaitable<Response> answer(std::function<Response()> work) { co_return work(); }

  asio::thread_pool thread_{1};
};

}  // namespace wmh::server
