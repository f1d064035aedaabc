// Server-sent events: one coroutine writes, and is woken by the next block, by silence, by the
// client's leaving and by the end of the server.
#include "http/feed.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace wmh::server {
namespace {

constexpr std::string_view comment = ": \n\n";
constexpr std::size_t most_heard = 64 * 1024;  // of a client that is to listen

}  // namespace

Coro<bool> Connection::stream_events(std::shared_ptr<EventSource> events) {
  const auto feed = std::make_shared<Feed>(thread_.context.get_executor(), std::move(events));
  feed_ = feed;
  feed->watching = true;
  asio::co_spawn(thread_.context, watch_client(shared_from_this(), feed), asio::detached);
  bool ended = false;
  while (!ended && !feed->left && !cut_ && !thread_.draining) {
    if (!feed->asking && !feed->ready) ask_for_event(feed);
    if (!feed->ready) {
      feed->wake.expires_after(options().event_interval);
      auto waiting = feed->wake.async_wait(no_throw);
      const auto [woken] = co_await std::move(waiting);
      if (!feed->ready && woken) continue;
    }
    ended = feed->ready && !feed->block;
    if (!ended) append_event(feed->ready ? std::string_view(*feed->block) : comment);
    feed->ready = false;
    const bool written = co_await write_out();
    if (!written) break;
  }
  co_await end_feed(feed);
  if (feed->left || cut_) co_return false;
  if (reader_->framing().http_1_1) render_chunk({}, out_);
  co_return co_await write_out();
}

void Connection::append_event(std::string_view block) {
  if (block.empty()) return;
  if (reader_->framing().http_1_1)
    render_chunk(block, out_);
  else
    out_ += block;
}

void Connection::ask_for_event(const std::shared_ptr<Feed>& feed) {
  const auto done = [feed](std::exception_ptr failed, std::optional<std::string> block) {
    feed->asking = false;
    feed->ready = true;
    feed->block = failed ? std::nullopt : std::move(block);
    feed->wake.cancel();
  };
  feed->asking = true;
  try {
    asio::co_spawn(thread_.handler_executor, feed->source->next(),
                   asio::bind_cancellation_slot(feed->cancel.slot(), done));
  } catch (...) {
    done(std::current_exception(), std::nullopt);
  }
}

Coro<void> Connection::end_feed(std::shared_ptr<Feed> feed) {
  feed->ending = true;
  if (feed->asking) feed->cancel.emit(asio::cancellation_type::terminal);
  if (feed->watching) stream_.cancel();
  while (feed->asking || feed->watching) {
    feed->wake.expires_at(Clock::time_point::max());
    auto waiting = feed->wake.async_wait(no_throw);
    co_await std::move(waiting);
  }
}

Coro<void> Connection::watch_client(std::shared_ptr<Connection> self, std::shared_ptr<Feed> feed) {
  char heard[512];
  std::size_t total = 0;
  while (total < most_heard) {
    auto reading = self->stream_.read_some(asio::buffer(heard));
    const auto [failed, size] = co_await std::move(reading);
    if (failed) break;
    total += size;
  }
  feed->left = !feed->ending;
  feed->watching = false;
  feed->wake.cancel();
}

}  // namespace wmh::server
