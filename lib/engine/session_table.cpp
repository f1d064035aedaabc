#include "engine/session_table.hpp"

#include "util/random_id.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

Error no_session(const SessionId& id) {
  return {
      errc::not_found,
      fmt::format("no session {}: it was never opened, has ended or was idle too long", id.str())};
}

}  // namespace

SessionTable::SessionTable(const WorldModelOptions& options)
    : max_sessions_(options.max_sessions),
      max_waiting_(options.max_queued_steps),
      idle_expiry_(options.idle_expiry),
      clock_(options.clock),
      make_id_(options.make_id ? options.make_id : random_id) {}

void SessionTable::drop_idle(Clock::time_point time) {
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    if (time - entry->used < idle_expiry_) return;
    // Whoever is stepping it holds it too.
    if (entry->session.use_count() > 1) {
      ++entry;
      continue;
    }
    by_id_.erase(entry->session->id().str());
    entry = entries_.erase(entry);
  }
}

Result<std::shared_ptr<LiveSession>> SessionTable::open(SessionStart start) {
  auto session =
      std::make_shared<LiveSession>(SessionId(make_id_()), std::move(start), max_waiting_);
  std::lock_guard lock(mutex_);
  const auto time = now();
  drop_idle(time);
  if (entries_.size() >= max_sessions_)
    return Error(
        errc::limit_reached,
        fmt::format("{} sessions are open; end some or raise max_sessions", max_sessions_));
  entries_.push_back({session, time});
  if (!by_id_.emplace(session->id().str(), std::prev(entries_.end())).second) {
    entries_.pop_back();
    return Error(errc::internal, "make_id returned the id of a live session");
  }
  return session;
}

Result<std::shared_ptr<LiveSession>> SessionTable::find(const SessionId& id) {
  std::lock_guard lock(mutex_);
  const auto time = now();
  drop_idle(time);
  const auto found = by_id_.find(id.str());
  if (found == by_id_.end()) return no_session(id);
  found->second->used = time;
  entries_.splice(entries_.end(), entries_, found->second);
  return found->second->session;
}

Result<std::shared_ptr<LiveSession>> SessionTable::remove(const SessionId& id) {
  std::lock_guard lock(mutex_);
  const auto found = by_id_.find(id.str());
  if (found == by_id_.end()) return no_session(id);
  auto session = std::move(found->second->session);
  entries_.erase(found->second);
  by_id_.erase(found);
  return session;
}

std::size_t SessionTable::size() const {
  std::lock_guard lock(mutex_);
  return entries_.size();
}

}  // namespace detail
WMH_END_NAMESPACE
