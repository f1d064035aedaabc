#include "net/turn_table.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

bool TurnTable::is_full(const std::string& key) const {
  const auto found = queues_.find(key);
  return found != queues_.end() && found->second.under_way >= found->second.limit.now();
}

std::size_t TurnTable::under_way(const std::string& key) const {
  const auto found = queues_.find(key);
  return found == queues_.end() ? 0 : found->second.under_way;
}

TurnTable::Queue& TurnTable::queue(const std::string& key) {
  return queues_.try_emplace(key, per_key_).first->second;
}

ConcurrencyLimit& TurnTable::limit(const std::string& key) {
  return queue(key).limit;
}

asio::awaitable<TurnTable::Entry> TurnTable::enter(std::string key, Time deadline) {
  const auto self = shared_from_this();
  if (!is_full(key)) {
    ++queue(key).under_way;
    co_return Entry::granted;
  }
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  const auto waiter = std::make_shared<Waiter>(executor);
  queue(key).waiting.push_back(waiter);
  waiter->timer.expires_at(deadline);
  auto [error] = co_await waiter->timer.async_wait(asio::as_tuple(asio::use_awaitable));
  if (waiter->granted) co_return Entry::granted;
  queue(key).waiting.remove(waiter);
  co_return error ? Entry::cancelled : Entry::too_late;
}

/// A free place goes to the first waiter at once: nobody who comes between can take it. What was
/// learnt about a key is kept.
void TurnTable::leave(const std::string& key) {
  const auto found = queues_.find(key);
  auto& [limit, under_way, waiting] = found->second;
  --under_way;
  for (; under_way < limit.now() && !waiting.empty(); ++under_way) {
    const auto next = waiting.front();
    waiting.pop_front();
    next->granted = true;
    next->timer.cancel();
  }
  if (under_way == 0 && waiting.empty() && limit.is_at_most()) queues_.erase(found);
}

}  // namespace detail
WMH_END_NAMESPACE
