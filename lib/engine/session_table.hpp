#pragma once

#include "engine/live_session.hpp"

#include <list>
#include <unordered_map>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The live sessions of a model, bounded in number, least recently used first. Callable from any
/// thread; its mutex is held for map operations only.
class SessionTable {
 public:
  /// Reads max_sessions, max_queued_steps, idle_expiry, clock and make_id.
  explicit SessionTable(const WorldModelOptions& options);

  Result<std::shared_ptr<LiveSession>> open(SessionStart start);
  /// The session, marked as used now.
  Result<std::shared_ptr<LiveSession>> find(const SessionId& id);
  Result<std::shared_ptr<LiveSession>> remove(const SessionId& id);
  std::size_t size() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Entry {
    std::shared_ptr<LiveSession> session;
    Clock::time_point used{};
  };
  using Entries = std::list<Entry>;

  Clock::time_point now() const { return clock_ ? clock_() : Clock::now(); }
  void drop_idle(Clock::time_point time);

  const std::size_t max_sessions_;
  const std::size_t max_waiting_;
  const std::chrono::seconds idle_expiry_;
  const std::function<Clock::time_point()> clock_;
  const std::function<std::string()> make_id_;

  mutable std::mutex mutex_;
  Entries entries_;  // least recently used first
  std::unordered_map<std::string, Entries::iterator> by_id_;
};

}  // namespace detail
WMH_END_NAMESPACE
