#pragma once

#include <wmh/async.hpp>

#include "net/concurrency_limit.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <list>
#include <map>
#include <memory>
#include <string>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Lets a bounded number of calls per key under way, the others in the order of their arrival;
/// fewer where the server takes fewer. All calls come from one strand.
class TurnTable : public std::enable_shared_from_this<TurnTable> {
 public:
  using Time = std::chrono::steady_clock::time_point;
  enum class Entry { granted, too_late, cancelled };

  explicit TurnTable(std::size_t per_key) : per_key_(per_key) {}

  /// A call of this key would have to wait now.
  bool is_full(const std::string& key) const;
  /// Waits for a turn; whoever was granted one must leave().
  asio::awaitable<Entry> enter(std::string key, Time deadline);
  void leave(const std::string& key);

  std::size_t under_way(const std::string& key) const;

  /// What the calls of a key under way tell about it.
  ConcurrencyLimit& limit(const std::string& key);

 private:
  struct Waiter {
    explicit Waiter(const asio::any_io_executor& on) : timer(on) {}
    asio::steady_timer timer;
    bool granted = false;
  };
  struct Queue {
    explicit Queue(std::size_t most) : limit(most) {}
    ConcurrencyLimit limit;
    std::size_t under_way = 0;
    std::list<std::shared_ptr<Waiter>> waiting{};
  };

  Queue& queue(const std::string& key);

  std::size_t per_key_;
  std::map<std::string, Queue> queues_{};
};

/// Leaves when it goes out of scope.
class Turn {
 public:
  Turn(std::shared_ptr<TurnTable> table, std::string key)
      : table_(std::move(table)), key_(std::move(key)), round_(table_->limit(key_).round()) {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { table_->leave(key_); }

  /// The server took the call, or had no room for it.
  void succeeded() const { table_->limit(key_).succeeded(); }
  void refused() const { table_->limit(key_).refused(round_); }

 private:
  std::shared_ptr<TurnTable> table_;
  std::string key_;
  int round_;
};

}  // namespace detail
WMH_END_NAMESPACE
