#pragma once

#include <wmh/version.hpp>

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <string>

WMH_BEGIN_NAMESPACE
namespace detail {

struct IdleBounds {
  std::size_t per_key = 16;
  std::chrono::seconds idle{30};  ///< Shorter than what load balancers wait.
  std::chrono::seconds age{600};  ///< So that a changed address of the host is found.
};

/// Connections that wait for their next request, by key; the one used last is taken first. The time
/// is told by the caller. Not thread-safe.
template <class T>
class IdlePool {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit IdlePool(IdleBounds bounds) : bounds_(bounds) {}

  void put(const std::string& key, T item, Time born, Time now) {
    drop_idle(now);
    auto& waiting = idle_[key];
    if (waiting.size() == bounds_.per_key) waiting.pop_front();
    waiting.emplace_back(std::move(item), born, now);
  }

  std::optional<T> take(const std::string& key, Time now) {
    drop_idle(now);
    const auto found = idle_.find(key);
    std::optional<T> item;
    while (found != idle_.end() && !found->second.empty() && !item) {
      Idle last = std::move(found->second.back());
      found->second.pop_back();
      if (now - last.born < bounds_.age) item = std::move(last.item);
    }
    if (found != idle_.end() && found->second.empty()) idle_.erase(found);
    return item;
  }

  void drop(const std::string& key) { idle_.erase(key); }
  void clear() { idle_.clear(); }

  std::size_t size() const noexcept {
    std::size_t count = 0;
    for (const auto& [key, waiting] : idle_)
      count += waiting.size();
    return count;
  }

 private:
  struct Idle {
    Idle(T what, Time when_born, Time when_idle)
        : item(std::move(what)), born(when_born), since(when_idle) {}
    T item;
    Time born;
    Time since;
  };

  void drop_idle(Time now) {
    for (auto& [key, waiting] : idle_)
      while (!waiting.empty() && now - waiting.front().since >= bounds_.idle)
        waiting.pop_front();
    std::erase_if(idle_, [](const auto& each) { return each.second.empty(); });
  }

  IdleBounds bounds_;
  std::map<std::string, std::deque<Idle>> idle_{};  ///< The one used last at the back.
};

}  // namespace detail
WMH_END_NAMESPACE
