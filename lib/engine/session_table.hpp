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
  /// Reads max_sessions, max_sessions_of_owner, idle_expiry and clock. `may_drop`: where there is
  /// no room, a session that nobody uses leaves the table.
  SessionTable(const WorldModelOptions& options, bool may_drop);

  /// Returns the session that has the id from now on: another one if it was there before.
  Result<std::shared_ptr<LiveSession>> add(std::shared_ptr<LiveSession> session);
  /// The session, marked as used now; null when it is not here.
  std::shared_ptr<LiveSession> find(const SessionId& id);
  std::shared_ptr<LiveSession> remove(const SessionId& id);
  /// Without those that have been idle too long.
  std::size_t size();
  bool holds(const SessionId& id) const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Entry {
    std::shared_ptr<LiveSession> session;
    Clock::time_point used{};
  };
  using Entries = std::list<Entry>;

  Clock::time_point now() const { return clock_ ? clock_() : Clock::now(); }
  void drop_idle(Clock::time_point time);
  void drop(Entries::iterator entry);
  Result<Done> make_room(const std::string& owner);
  bool drop_unused();

  const std::size_t max_sessions_;
  const std::size_t max_of_owner_;
  const bool may_drop_;
  const std::chrono::seconds idle_expiry_;
  const std::function<Clock::time_point()> clock_;

  mutable std::mutex mutex_;
  Entries entries_;  // least recently used first
  std::unordered_map<std::string, Entries::iterator> by_id_;
  std::unordered_map<std::string, std::size_t> of_owner_;
};

}  // namespace detail
WMH_END_NAMESPACE
