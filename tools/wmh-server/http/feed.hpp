#pragma once

#include "http/connection.hpp"

namespace wmh::server {

/// The events for one client, while they are streamed. Everything that can happen wakes the one
/// coroutine that writes.
struct Connection::Feed {
  Feed(const Executor& executor, std::shared_ptr<EventSource> events)
      : source(std::move(events)), wake(executor) {}

  std::shared_ptr<EventSource> source;
  Timer wake;
  asio::cancellation_signal cancel{};
  bool asking = false;    ///< next() is running.
  bool watching = false;  ///< Somebody reads what the client sends.
  bool left = false;      ///< The client has.
  bool ending = false;    ///< Nobody listens any more, on purpose.
  bool ready = false;     ///< `block` is what next() gave.
  std::optional<std::string> block{};
};

}  // namespace wmh::server
