#include "net/turn_table.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

bool TurnTable::is_full(const std::string& key) const {
  return under_way(key) >= per_key_;
}

std::size_t TurnTable::under_way(const std::string& key) const {
  const auto found = queues_.find(key);
  return found == queues_.end() ? 0 : found->second.under_way;
}

asio::awaitable<TurnTable::Entry> TurnTable::enter(std::string key, Time deadline) {
  const auto self = shared_from_this();
  if (!is_full(key)) {
    ++queues_[key].under_way;
    co_return Entry::granted;
  }
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  const auto waiter = std::make_shared<Waiter>(executor);
  queues_[key].waiting.push_back(waiter);
  waiter->timer.expires_at(deadline);
  auto [error] = co_await waiter->timer.async_wait(asio::as_tuple(asio::use_awaitable));
  if (waiter->granted) co_return Entry::granted;
  queues_[key].waiting.remove(waiter);
  co_return error ? Entry::cancelled : Entry::too_late;
}

/// The place goes from the leaver to the first waiter: nobody who comes between can take it.
void TurnTable::leave(const std::string& key) {
  const auto found = queues_.find(key);
  auto& [under_way, waiting] = found->second;
  if (waiting.empty()) {
    if (--under_way == 0) queues_.erase(found);
    return;
  }
  const auto next = waiting.front();
  waiting.pop_front();
  next->granted = true;
  next->timer.cancel();
}

}  // namespace detail
WMH_END_NAMESPACE
