#pragma once

#include "engine/session_table.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// The sessions of a model: those in memory, and those that its store keeps. Callable from any
/// thread; must outlive its tasks.
class Sessions {
 public:
  explicit Sessions(const WorldModelOptions& options);

  SessionStore& store() noexcept { return *store_; }
  std::size_t in_memory() { return table_.size(); }
  bool holds(const SessionId& id) const { return table_.holds(id); }

  Task<std::shared_ptr<LiveSession>> open(SessionStart start);
  /// From memory, else from the store; marked as used now. Other processes may have a later one.
  Task<std::shared_ptr<LiveSession>> find(SessionId id);
  /// The same, with what other processes have made of it.
  Task<std::shared_ptr<LiveSession>> latest(SessionId id);
  Task<UsageRecord> end(SessionId id);
  Task<std::vector<SessionId>> fork(ForkRequest request);

  /// Learns what others have made of the session meanwhile and keeps them from it until the store
  /// is told to release it. The turn must be held.
  Task<Done> claim(std::shared_ptr<LiveSession> session);
  /// Makes a change durable, then visible. Returns the observation of its step, if it has one.
  Task<Observation> change(std::shared_ptr<LiveSession> session, SessionChange change);

 private:
  Task<std::shared_ptr<LiveSession>> create(KeptSession session);
  Task<Done> settle(KeptSession session);
  Result<Done> catch_up(LiveSession& session, Result<std::optional<KeptSession>> newer);

  const std::shared_ptr<SessionStore> store_;
  const std::function<std::string()> make_id_;
  const std::size_t max_waiting_;
  SessionTable table_;
};

}  // namespace detail
WMH_END_NAMESPACE
