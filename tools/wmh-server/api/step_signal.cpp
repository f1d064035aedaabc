#include "api/step_signal.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace wmh::server {
namespace {

class TimedWaiter final : public StepSignal::Waiter,
                          public std::enable_shared_from_this<TimedWaiter> {
 public:
  explicit TimedWaiter(asio::any_io_executor executor) : timer_(std::move(executor)) {}

  asio::awaitable<void> wait(std::chrono::milliseconds longest) override {
    if (!woken_) {
      timer_.expires_after(longest);
      boost::system::error_code woken;
      co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }
    woken_ = false;
  }

  void wake() override {
    asio::post(timer_.get_executor(), [self = shared_from_this()] {
      self->woken_ = true;
      self->timer_.cancel();
    });
  }

 private:
  asio::steady_timer timer_;
  bool woken_ = false;
};

}  // namespace

void StepSignal::notify(const SessionId& session) {
  if (waiters_ == 0) return;
  const std::lock_guard lock(mutex_);
  auto [at, end] = by_session_.equal_range(session.str());
  while (at != end) {
    const auto each = at++;
    if (const auto waiter = each->second.lock()) {
      waiter->wake();
      continue;
    }
    by_session_.erase(each);
    --waiters_;
  }
}

std::shared_ptr<StepSignal::Waiter> StepSignal::subscribe(const SessionId& session,
                                                          asio::any_io_executor executor) {
  auto waiter = std::make_shared<TimedWaiter>(std::move(executor));
  const std::lock_guard lock(mutex_);
  // Those of sessions without further steps would stay for ever.
  std::erase_if(by_session_, [](const auto& each) { return each.second.expired(); });
  by_session_.emplace(session.str(), waiter);
  waiters_ = by_session_.size();
  return waiter;
}

}  // namespace wmh::server
