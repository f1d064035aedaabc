#include "engine/sessions.hpp"

#include "engine/memory_store.hpp"
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

/// The session as it was after its first `at` steps, which must be known.
Result<KeptSession> cut(KeptSession session, std::size_t at) {
  const std::size_t first = session.steps_taken - session.steps.size();
  if (at > session.steps_taken)
    return Error(errc::invalid_argument,
                 fmt::format("cannot fork session {} at step {}: it has taken {}", session.id.str(),
                             at, session.steps_taken));
  if (at < first)
    return Error(errc::invalid_argument,
                 fmt::format("cannot fork session {} at step {}: its first {} steps are forgotten",
                             session.id.str(), at, first));
  if (at == session.steps_taken) return session;
  const auto rest = session.steps.begin() + static_cast<std::ptrdiff_t>(at - first);
  session.state = std::move(rest->step.state_before);
  session.changes = std::move(rest->changes_before);
  session.steps.erase(rest, session.steps.end());
  session.steps_taken = at;
  return session;
}

/// What forks have in common: the steps, but neither what they took nor who asked for them.
KeptSession as_prefix(KeptSession session) {
  session.usage = {};
  session.opened = std::chrono::system_clock::now();
  session.version = 0;
  for (KeptStep& step : session.steps) {
    step.key.clear();
    step.step.observation.reward.reset();
  }
  return session;
}

}  // namespace

Sessions::Sessions(const WorldModelOptions& options)
    : store_(options.store ? options.store : std::make_shared<MemoryStore>(options.max_answers)),
      make_id_(options.make_id ? options.make_id : random_id),
      max_waiting_(options.max_queued_steps),
      table_(options, store_->keeps_sessions()) {}

Task<std::shared_ptr<LiveSession>> Sessions::create(KeptSession session) {
  auto live = std::make_shared<LiveSession>(session, max_waiting_);
  auto added = table_.add(live);
  if (!added) co_return std::move(added).error();
  if (*added != live) co_return Error(errc::internal, "make_id returned the id of a live session");
  auto created = co_await store_->create(std::move(session));
  if (created) co_return live;
  (void)table_.remove(live->id());
  co_return std::move(created).error();
}

Task<std::shared_ptr<LiveSession>> Sessions::open(SessionStart start) {
  KeptSession session{SessionId(make_id_())};
  session.task = std::move(start.task);
  session.state = std::move(start.seed_state);
  session.seed = start.seed;
  session.world = std::move(start.world);
  session.owner = std::move(start.owner);
  session.opened = std::chrono::system_clock::now();
  co_return co_await create(std::move(session));
}

Task<std::shared_ptr<LiveSession>> Sessions::find(SessionId id) {
  if (auto live = table_.find(id)) co_return live;
  if (!store_->keeps_sessions()) co_return no_session(id);
  auto kept = co_await store_->load(id);
  if (!kept) co_return std::move(kept).error();
  if (!*kept) co_return no_session(id);
  co_return table_.add(std::make_shared<LiveSession>(std::move(**kept), max_waiting_));
}

Task<std::shared_ptr<LiveSession>> Sessions::latest(SessionId id) {
  auto found = co_await find(std::move(id));
  if (!found) co_return found;
  const auto live = *found;
  auto newer = co_await store_->newer(live->id(), live->version());
  auto caught_up = catch_up(*live, std::move(newer));
  if (!caught_up) co_return std::move(caught_up).error();
  co_return live;
}

Result<Done> Sessions::catch_up(LiveSession& session, Result<std::optional<KeptSession>> newer) {
  if (!newer) {
    if (newer.error().code() == errc::not_found) (void)table_.remove(session.id());
    return std::move(newer).error();
  }
  if (*newer) session.reload(std::move(**newer));
  return Done{};
}

Task<UsageRecord> Sessions::end(SessionId id) {
  const auto live = table_.remove(id);
  if (!live && !store_->keeps_sessions()) co_return no_session(id);
  auto kept = co_await store_->remove(id);
  if (!kept) co_return std::move(kept).error();
  if (live) {
    UsageRecord used = live->end();
    co_return *kept && (*kept)->steps > used.steps ? std::move(**kept) : std::move(used);
  }
  if (!*kept) co_return no_session(id);
  co_return std::move(**kept);
}

Task<Done> Sessions::settle(KeptSession session) {
  for (KeptStep& step : session.steps) {
    std::string question = question_of(step.step.action, step.changes_before);
    auto agreed = co_await store_->agree(session.world, std::move(question),
                                         std::move(step.step.observation));
    if (!agreed) co_return std::move(agreed).error();
  }
  co_return Done{};
}

Task<std::vector<SessionId>> Sessions::fork(ForkRequest request) {
  auto found = co_await latest(request.session);
  if (!found) co_return std::move(found).error();
  KeptSession whole = (*found)->kept();
  const std::size_t at = request.at.value_or(whole.steps_taken);
  auto prefix = cut(std::move(whole), at);
  if (!prefix) co_return std::move(prefix).error();
  KeptSession fork = as_prefix(std::move(*prefix));
  if (request.seed) fork.seed = request.seed;
  if (!request.owner.empty()) fork.owner = request.owner;
  if (!request.pin) fork.world.clear();
  if (request.pin && fork.world.empty()) fork.world = make_id_();
  if (request.pin)
    if (auto settled = co_await settle(fork); !settled) co_return std::move(settled).error();
  std::vector<SessionId> ids;
  while (ids.size() < request.count) {
    fork.id = SessionId(make_id_());
    auto created = co_await create(fork);
    if (!created) co_return std::move(created).error();
    ids.push_back(fork.id);
  }
  co_return ids;
}

Task<Done> Sessions::claim(std::shared_ptr<LiveSession> session) {
  auto newer = co_await store_->claim(session->id(), session->version());
  co_return catch_up(*session, std::move(newer));
}

Task<Observation> Sessions::change(std::shared_ptr<LiveSession> session, SessionChange change) {
  auto shared = std::make_shared<SessionChange>(std::move(change));
  auto saved = co_await store_->save(session->id(), shared);
  if (!saved) co_return std::move(saved).error();
  // A store may have kept it.
  const bool is_ours = shared.use_count() == 1;
  co_return session->apply(is_ours ? std::move(*shared) : SessionChange(*shared));
}

}  // namespace detail
WMH_END_NAMESPACE
