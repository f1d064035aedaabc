// One coroutine serves a client from its first byte to its last. No operation has a timer: the
// thread sweeps over its connections now and then and cancels those whose deadline has passed.
#include "http/connection.hpp"

#include "http/feed.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>

namespace wmh::server {
namespace {

constexpr std::size_t head_piece = 2048;
constexpr std::size_t body_piece = 16 * 1024;
constexpr std::size_t kept_buffer = 4096;       // an idle connection holds no more
constexpr std::size_t copied_body = 16 * 1024;  // a longer one is not worth the copy
constexpr std::size_t most_discarded = 256 * 1024;
constexpr std::chrono::milliseconds parting{2000};

std::string_view view(const boost::beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

}  // namespace

Connection::Connection(ThreadState& thread, Socket socket, Place place, Welcome welcome)
    : thread_(thread),
      place_(std::move(place)),
      stream_(std::move(socket), thread.shared.tls.current()),
      peer_(stream_.peer()),
      welcome_(welcome) {
  thread_.connections.push_back(*this);
}

Coro<void> Connection::run(std::shared_ptr<Connection> self) {
  bool lives = co_await self->greet();
  while (lives)
    lives = co_await self->serve_one();
  co_await self->leave();
}

Coro<bool> Connection::greet() {
  if (stream_.has_tls()) {
    arm(options().head_timeout);
    auto handshake = stream_.handshake();
    const auto [failed] = co_await std::move(handshake);
    if (failed) {
      cut();
      co_return false;
    }
  }
  if (welcome_ == Welcome::served) co_return true;
  Response later = word(503, "this server has as many connections as it may have; try again");
  later.headers.emplace_back("Retry-After", "1");
  co_return co_await answer(std::move(later), false);
}

Coro<bool> Connection::serve_one() {
  begin_request();
  const bool has_request = co_await read_request();
  if (!has_request) co_return false;
  const bool refused = reader_->state() == RequestReader::State::refused;
  bool keep_alive = reader_->framing().keep_alive && !refused;
  if (early_) {
    keep_alive = keep_alive && !reader_->framing().has_body();
    co_return co_await answer(std::move(*early_), keep_alive);
  }
  Response response = co_await ask_handler();
  co_return co_await answer(std::move(response), keep_alive);
}

void Connection::begin_request() {
  reader_.emplace(options().max_head);
  early_.reset();
  head_only_ = false;
  phase_ = Phase::idle;
  arm(options().idle_timeout);
  if (in_.size() == 0 && in_.capacity() > kept_buffer) in_.shrink_to_fit();
}

Coro<bool> Connection::read_request() {
  using State = RequestReader::State;
  while (!early_) {
    in_.consume(reader_->feed(view(in_)));
    note_begin();
    if (reader_->state() == State::complete) co_return true;
    if (reader_->state() == State::refused) {
      count(thread_.counters.bad_requests);
      early_ = word(reader_->refusal().status, reader_->refusal().why);
    } else if (reader_->state() == State::planning) {
      const bool writable = co_await follow_plan();
      if (!writable) co_return false;
    } else {
      const Got got = co_await read_more();
      if (got == Got::end || (got == Got::timeout && phase_ == Phase::idle)) {
        cut();
        co_return false;
      }
      if (got == Got::timeout) reader_->refuse(408, "the request took too long to come");
    }
  }
  co_return true;
}

void Connection::note_begin() {
  if (phase_ != Phase::idle || !reader_->has_begun()) return;
  phase_ = Phase::reading;
  arm(options().head_timeout);
}

Coro<bool> Connection::follow_plan() {
  head_only_ = reader_->head().method == "HEAD";
  BodyPlan plan = ask_plan();
  early_ = std::move(plan.refusal);
  if (early_) co_return true;
  reader_->follow(plan);
  const bool waits = reader_->framing().expects_continue && in_.size() == 0;
  bool writable = true;
  if (reader_->state() == RequestReader::State::body && waits) {
    out_ = "HTTP/1.1 100 Continue\r\n\r\n";
    writable = co_await write_out();
  }
  watch_pace(options().body_silence);
  co_return writable;
}

BodyPlan Connection::ask_plan() {
  reader_->head().peer = peer_;
  reader_->head().tls = stream_.has_tls();
  BodyPlan plan;
  try {
    plan = thread_.shared.handler->plan(reader_->head());
  } catch (...) {
    plan.refusal = word(500, "the request could not be handled");
  }
  return plan;
}

Coro<Connection::Got> Connection::read_more() {
  if (phase_ == Phase::idle && thread_.draining) co_return Got::end;
  const bool in_body = reader_->state() == RequestReader::State::body;
  auto reading = stream_.read_some(in_.prepare(in_body ? body_piece : head_piece));
  const auto [failed, size] = co_await std::move(reading);
  in_.commit(size);
  if (in_body) note_pace(size);
  if (!failed) co_return Got::bytes;
  if (timed_out_ && !cut_) co_return Got::timeout;
  co_return Got::end;
}

Coro<Response> Connection::ask_handler() {
  phase_ = Phase::handling;
  disarm();
  count(thread_.counters.requests);
  count(thread_.counters.in_flight);
  Response response;
  bool failed = false;
  try {
    auto handling =
        asio::co_spawn(thread_.handler_executor, thread_.shared.handler->handle(reader_->take()),
                       asio::bind_cancellation_slot(cancel_.slot(), UseCoro()));
    response = co_await std::move(handling);
  } catch (...) {
    failed = true;
  }
  count(thread_.counters.in_flight, -1);
  if (failed) response = word(500, "the request could not be handled");
  co_return response;
}

Response Connection::word(int status, std::string_view why) {
  RequestHead unread;
  RequestHead& head = reader_ ? reader_->head() : unread;
  head.peer = peer_;
  Response response;
  try {
    response = thread_.shared.handler->refuse(head, status, why);
    response.events.reset();  // a client that is refused is not kept
  } catch (...) {
    response.status = status;
    response.content_type = "text/plain";
    response.body = why;
  }
  return response;
}

Coro<bool> Connection::answer(Response response, bool keep_alive) {
  phase_ = Phase::answering;
  AnswerFraming framing;
  framing.http_1_1 = !reader_ || reader_->framing().http_1_1;
  framing.keep_alive = keep_alive && !response.events && !thread_.draining;
  framing.date = thread_.date.now();
  render_head(response, framing, out_);
  const bool has_body = !head_only_ && may_have_body(response.status);
  const bool is_long = response.body.size() > copied_body;
  if (has_body && !response.events && !is_long) out_ += response.body;
  bool written = co_await write_out();
  if (written && has_body && response.events)
    written = co_await stream_events(response.events);
  else if (written && has_body && is_long)
    written = co_await write(response.body);
  co_return (written && framing.keep_alive);
}

Coro<bool> Connection::write_out() {
  const bool written = co_await write(out_);
  out_.clear();
  if (out_.capacity() > kept_buffer) std::string().swap(out_);
  co_return written;
}

Coro<bool> Connection::write(std::string_view bytes) {
  watch_pace(options().write_silence);
  while (!bytes.empty()) {
    auto writing = stream_.write_some(asio::const_buffer(bytes.data(), bytes.size()));
    const auto [failed, size] = co_await std::move(writing);
    if (failed) {
      cut();
      co_return false;
    }
    bytes.remove_prefix(size);
    note_pace(size);
  }
  disarm();
  co_return true;
}

// Bytes that are unread when a socket is closed make the kernel send a reset, and that can overtake
// the answer. So the rest is read for a while, and dropped.
Coro<void> Connection::leave() {
  if (cut_) co_return;
  phase_ = Phase::leaving;
  arm(parting);
  auto shutting = stream_.shut_down();
  auto [failed] = co_await std::move(shutting);
  std::size_t discarded = 0;
  while (!failed && !timed_out_ && discarded < most_discarded) {
    in_.clear();
    auto reading = stream_.read_some(in_.prepare(body_piece));
    std::size_t size = 0;
    std::tie(failed, size) = co_await std::move(reading);
    discarded += size;
  }
  cut();
}

void Connection::arm(std::chrono::milliseconds patience) {
  timed_out_ = false;
  deadline_ = Clock::now() + patience;
}

/// From now on bytes must move, in each such time as many as the least rate asks for. One that is
/// late is not saved by single bytes.
void Connection::watch_pace(std::chrono::milliseconds silence) {
  silence_ = silence;
  due_ = std::max<std::size_t>(
      1, options().least_rate * static_cast<std::size_t>(silence.count()) / 1000);
  arm(silence);
}

void Connection::note_pace(std::size_t moved) {
  if (moved < due_)
    due_ -= moved;
  else
    watch_pace(silence_);
}

void Connection::sweep(Clock::time_point now) {
  if (phase_ == Phase::handling && !cut_ && stream_.is_broken()) cut();
  if (now < deadline_) return;
  timed_out_ = true;
  disarm();
  stream_.cancel();
}

void Connection::drain() {
  if (phase_ == Phase::idle) cut();
  if (const auto feed = feed_.lock()) feed->wake.cancel();
}

void Connection::cut() {
  cut_ = true;
  stream_.close();
  if (const auto feed = feed_.lock()) feed->wake.cancel();
}

void Connection::cancel_handler() {
  if (phase_ == Phase::handling) cancel_.emit(asio::cancellation_type::terminal);
}

}  // namespace wmh::server
