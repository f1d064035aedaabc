#pragma once

#include <wmh/session_store.hpp>

#include <map>

namespace wmh::testing {

/// Keeps sessions in a map, as another process may see them. One thread.
struct MapStore final : SessionStore {
  bool keeps_sessions() const noexcept override { return true; }

  Task<Done> create(KeptSession session) override {
    if (sessions.size() >= room) co_return Error(errc::limit_reached, "full");
    sessions.insert_or_assign(session.id, std::move(session));
    co_return Done{};
  }
  Task<std::optional<KeptSession>> load(SessionId id) override {
    ++loads;
    const auto found = sessions.find(id);
    if (found == sessions.end()) co_return std::optional<KeptSession>();
    co_return std::optional(found->second);
  }
  Task<Done> save(SessionId id, std::shared_ptr<const SessionChange> change) override {
    if (failure) co_return *failure;
    const auto found = sessions.find(id);
    if (found == sessions.end()) co_return Error(errc::not_found, "gone");
    KeptSession& kept = found->second;
    if (kept.version != change->version - 1) co_return Error(errc::session_busy, "changed");
    kept.version = change->version;
    kept.steps_taken = change->steps_taken;
    kept.state.scratchpad = change->scratchpad;
    kept.changes = change->changes;
    kept.usage = change->usage;
    if (change->step) {
      std::erase_if(kept.steps, [&](const KeptStep& s) { return s.index == change->step->index; });
      kept.steps.push_back(*change->step);
    }
    co_return Done{};
  }
  Task<std::optional<UsageRecord>> remove(SessionId id) override {
    const auto found = sessions.find(id);
    if (found == sessions.end()) co_return std::optional<UsageRecord>();
    UsageRecord used = found->second.usage;
    sessions.erase(found);
    co_return std::optional(std::move(used));
  }
  Task<std::optional<KeptSession>> newer(SessionId id, std::int64_t version) override {
    if (away) co_return *away;
    const auto found = sessions.find(id);
    if (found == sessions.end()) co_return Error(errc::not_found, "gone");
    if (found->second.version == version) co_return std::optional<KeptSession>();
    co_return std::optional(found->second);
  }
  Task<std::optional<KeptSession>> claim(SessionId id, std::int64_t version) override {
    if (claimed.contains(id)) co_return Error(errc::session_busy, "claimed elsewhere");
    auto later = co_await newer(id, version);
    if (later) claimed.insert_or_assign(id, true);
    co_return later;
  }
  void release(const SessionId& id) noexcept override { claimed.erase(id); }
  Task<std::optional<Observation>> agreed(std::string world, std::string question) override {
    const auto found = answers.find({world, question});
    if (found == answers.end()) co_return std::optional<Observation>();
    co_return std::optional(found->second);
  }
  Task<Observation> agree(std::string world, std::string question, Observation proposal) override {
    co_return answers.try_emplace({world, question}, std::move(proposal)).first->second;
  }

  std::map<SessionId, KeptSession> sessions{};
  std::map<SessionId, bool> claimed{};
  std::map<std::pair<std::string, std::string>, Observation> answers{};
  std::optional<Error> failure{};  ///< Of what is to be saved.
  std::optional<Error> away{};     ///< Of what is asked for.
  std::size_t room = 100;
  std::size_t loads = 0;
};

}  // namespace wmh::testing
