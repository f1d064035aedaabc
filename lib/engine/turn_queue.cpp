#include "engine/turn_queue.hpp"

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// Resumes the waiting coroutine on its executor, never inside the caller.
void complete(const asio::any_io_executor& executor, Handler<Done> handler, Result<Done> result) {
  asio::post(executor, [done = std::move(handler), outcome = std::move(result)]() mutable {
    std::move(done)(std::move(outcome));
  });
}

}  // namespace

Task<Done> TurnQueue::enter() {
  {
    std::lock_guard lock(mutex_);
    if (!taken_) {
      taken_ = true;
      co_return Done{};
    }
  }
  auto executor = co_await asio::this_coro::executor;
  auto turn = asio::async_initiate<const asio::use_awaitable_t<>, void(Result<Done>)>(
      [](auto handler, TurnQueue* self, asio::any_io_executor on) {
        self->start(std::move(on), Handler<Done>(std::move(handler)));
      },
      asio::use_awaitable, this, std::move(executor));
  co_return co_await std::move(turn);
}

void TurnQueue::start(asio::any_io_executor executor, Handler<Done> handler) {
  std::unique_lock lock(mutex_);
  if (!taken_) {
    taken_ = true;
    lock.unlock();
    return complete(executor, std::move(handler), Done{});
  }
  if (waiting_.size() >= max_waiting_) {
    lock.unlock();
    return complete(
        executor, std::move(handler),
        Error(errc::session_busy, fmt::format("{} steps of this session are waiting already; "
                                              "wait for their answers or raise max_queued_steps",
                                              max_waiting_)));
  }
  auto slot = asio::get_associated_cancellation_slot(handler);
  // Counts as work, so that the waiter's context still runs when the post that wakes it returns.
  auto working = asio::prefer(std::move(executor), asio::execution::outstanding_work.tracked);
  const Waiter* waiter = &waiting_.emplace_back(std::move(working), std::move(handler));
  if (slot.is_connected()) slot.assign([this, waiter](asio::cancellation_type) { cancel(waiter); });
}

void TurnQueue::leave() {
  std::unique_lock lock(mutex_);
  if (waiting_.empty()) {
    taken_ = false;
    return;
  }
  Waiters next;
  next.splice(next.begin(), waiting_, waiting_.begin());
  lock.unlock();
  complete(next.front().executor, std::move(next.front().done), Done{});
}

void TurnQueue::cancel(const Waiter* waiter) {
  Waiters gone;
  {
    std::lock_guard lock(mutex_);
    const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                    [&](const Waiter& each) { return &each == waiter; });
    if (found == waiting_.end()) return;
    gone.splice(gone.begin(), waiting_, found);
  }
  complete(gone.front().executor, std::move(gone.front().done),
           Error(errc::cancelled, "cancelled while waiting"));
}

}  // namespace detail
WMH_END_NAMESPACE
