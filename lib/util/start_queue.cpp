#include "util/start_queue.hpp"

#include <boost/asio/execution/context.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <optional>
#include <thread>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// Enough to keep every thread of a context busy.
std::size_t enough_at_once() {
  return 2 * std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

class QueueOfContext final : public asio::execution_context::service {
 public:
  using key_type = QueueOfContext;
  static inline asio::execution_context::id id;  // NOLINT: what Asio knows a service by
  explicit QueueOfContext(asio::execution_context& context) : service(context) {}

  std::shared_ptr<StartQueue> queue = std::make_shared<StartQueue>(enough_at_once());

 private:
  void shutdown() override { queue->clear(); }
};

asio::execution_context& context_of(const asio::any_io_executor& executor) {
  return asio::query(executor, asio::execution::context);
}

}  // namespace

class StartQueue::Begun {
 public:
  explicit Begun(std::shared_ptr<StartQueue> queue) : queue_(std::move(queue)) {}
  Begun(Begun&&) noexcept = default;
  Begun& operator=(Begun&&) = delete;
  ~Begun() {
    if (queue_) queue_->ended();
  }

 private:
  std::shared_ptr<StartQueue> queue_;
};

void StartQueue::prepare(const asio::any_io_executor& executor) {
  asio::use_service<QueueOfContext>(context_of(executor));
}

std::shared_ptr<StartQueue> StartQueue::find(const asio::any_io_executor& executor) {
  asio::execution_context& context = context_of(executor);
  if (!asio::has_service<QueueOfContext>(context)) return nullptr;
  return asio::use_service<QueueOfContext>(context).queue;
}

asio::awaitable<void> StartQueue::enter() {
  auto executor = co_await asio::this_coro::executor;
  auto turn = asio::async_initiate<const asio::use_awaitable_t<>, void()>(
      [](auto handler, std::shared_ptr<StartQueue> self, asio::any_io_executor on) {
        // Counts as work, so that the waiter's context still runs when its turn comes.
        auto working = asio::prefer(std::move(on), asio::execution::outstanding_work.tracked);
        self->add({std::move(working), std::move(handler)});
      },
      asio::use_awaitable, shared_from_this(), std::move(executor));
  co_await std::move(turn);
}

void StartQueue::add(Waiter waiter) {
  {
    const std::lock_guard lock(mutex_);
    if (begun_ == at_once_) return waiting_.push_back(std::move(waiter));
    ++begun_;
  }
  resume(std::move(waiter));
}

/// A function that is dropped with its context has ended as well.
void StartQueue::resume(Waiter waiter) {
  asio::post(waiter.executor,
             [begun = Begun(shared_from_this()), handler = std::move(waiter.resume)]() mutable {
               std::move(handler)();
             });
}

void StartQueue::clear() {
  std::deque<Waiter> given_up;  // outlives the lock: what goes may call ended()
  const std::lock_guard lock(mutex_);
  given_up.swap(waiting_);
}

void StartQueue::ended() {
  std::optional<Waiter> next;
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty()) {
      --begun_;
      return;
    }
    next = std::move(waiting_.front());
    waiting_.pop_front();
  }
  resume(std::move(*next));
}

}  // namespace detail
WMH_END_NAMESPACE
