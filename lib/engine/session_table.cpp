#include "engine/session_table.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {

SessionTable::SessionTable(const WorldModelOptions& options, bool may_drop)
    : max_sessions_(options.max_sessions),
      max_of_owner_(may_drop ? 0 : options.max_sessions_of_owner),
      may_drop_(may_drop),
      idle_expiry_(options.idle_expiry),
      clock_(options.clock) {}

void SessionTable::drop(Entries::iterator entry) {
  const auto owned = of_owner_.find(entry->session->owner());
  if (--owned->second == 0) of_owner_.erase(owned);
  by_id_.erase(entry->session->id().str());
  entries_.erase(entry);
}

void SessionTable::drop_idle(Clock::time_point time) {
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    if (time - entry->used < idle_expiry_) return;
    const auto idle = entry++;
    // Whoever is stepping it holds it too.
    if (idle->session.use_count() == 1) drop(idle);
  }
}

bool SessionTable::drop_unused() {
  for (auto entry = entries_.begin(); entry != entries_.end(); ++entry)
    if (entry->session.use_count() == 1) return drop(entry), true;
  return false;
}

Result<Done> SessionTable::make_room(const std::string& owner) {
  const auto owned = of_owner_.find(owner);
  if (max_of_owner_ > 0 && owned != of_owner_.end() && owned->second >= max_of_owner_)
    return Error(errc::limit_reached,
                 fmt::format("{} sessions of one owner are open; end some", max_of_owner_));
  if (entries_.size() < max_sessions_ || (may_drop_ && drop_unused())) return Done{};
  return Error(errc::limit_reached,
               fmt::format("{} sessions are open; end some or raise max_sessions", max_sessions_));
}

Result<std::shared_ptr<LiveSession>> SessionTable::add(std::shared_ptr<LiveSession> session) {
  std::lock_guard lock(mutex_);
  const auto found = by_id_.find(session->id().str());
  if (found != by_id_.end()) return found->second->session;
  const auto time = now();
  drop_idle(time);
  if (auto room = make_room(session->owner()); !room) return std::move(room).error();
  entries_.push_back({session, time});
  by_id_.emplace(session->id().str(), std::prev(entries_.end()));
  ++of_owner_[session->owner()];
  return session;
}

std::shared_ptr<LiveSession> SessionTable::find(const SessionId& id) {
  std::lock_guard lock(mutex_);
  const auto time = now();
  drop_idle(time);
  const auto found = by_id_.find(id.str());
  if (found == by_id_.end()) return nullptr;
  found->second->used = time;
  entries_.splice(entries_.end(), entries_, found->second);
  return found->second->session;
}

std::shared_ptr<LiveSession> SessionTable::remove(const SessionId& id) {
  std::lock_guard lock(mutex_);
  const auto found = by_id_.find(id.str());
  if (found == by_id_.end()) return nullptr;
  auto session = found->second->session;
  drop(found->second);
  return session;
}

bool SessionTable::holds(const SessionId& id) const {
  std::lock_guard lock(mutex_);
  return by_id_.contains(id.str());
}

std::size_t SessionTable::size() {
  std::lock_guard lock(mutex_);
  drop_idle(now());
  return entries_.size();
}

}  // namespace detail
WMH_END_NAMESPACE
