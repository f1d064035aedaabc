#include "engine/told_store.hpp"

#include "engine/memory_store.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

using std::chrono::nanoseconds;

DayClock::Day DayClock::at(Steady time, Steady now, Day today) noexcept {
  const auto since_1970 = [](auto point) {
    return std::chrono::duration_cast<nanoseconds>(point.time_since_epoch()).count();
  };
  const std::int64_t latest = since_1970(today) - since_1970(now);
  std::int64_t offset = offset_.load();
  while (offset < latest && !offset_.compare_exchange_weak(offset, latest))
    continue;
  const nanoseconds day(since_1970(time) + std::max(offset, latest));
  return Day(std::chrono::duration_cast<Day::duration>(day));
}

Task<Done> ToldStore::create(KeptSession session) {
  if (session.steps.empty()) return kept_->create(std::move(session));
  return create_and_tell(std::move(session));
}

Task<Done> ToldStore::create_and_tell(KeptSession session) {
  auto created = co_await kept_->create(session);
  if (!created) co_return created;
  const auto now = clock_.at(std::chrono::steady_clock::now());
  for (const KeptStep& step : session.steps) {
    const ServedStep served{model_, session.id, step, now, now};
    listener_->on_step(served);
  }
  co_return created;
}

Task<Done> ToldStore::save(SessionId id, std::shared_ptr<const SessionChange> change) {
  if (!change->asked || !change->step) return kept_->save(std::move(id), std::move(change));
  return save_and_tell(std::move(id), std::move(change));
}

Task<Done> ToldStore::save_and_tell(SessionId id, std::shared_ptr<const SessionChange> change) {
  const auto asked = clock_.at(*change->asked);
  const auto answered = clock_.at(std::chrono::steady_clock::now());
  auto saved = co_await kept_->save(id, change);
  if (!saved) co_return saved;
  const ServedStep served{model_, id, *change->step, asked, answered};
  listener_->on_step(served);
  co_return saved;
}

Task<std::optional<KeptSession>> ToldStore::load(SessionId id) {
  return kept_->load(std::move(id));
}

Task<std::optional<UsageRecord>> ToldStore::remove(SessionId id) {
  return kept_->remove(std::move(id));
}

Task<std::optional<KeptSession>> ToldStore::newer(SessionId id, std::int64_t version) {
  return kept_->newer(std::move(id), version);
}

Task<std::optional<KeptSession>> ToldStore::claim(SessionId id, std::int64_t version) {
  return kept_->claim(std::move(id), version);
}

Task<std::optional<Observation>> ToldStore::agreed(std::string world, std::string question) {
  return kept_->agreed(std::move(world), std::move(question));
}

Task<Observation> ToldStore::agree(std::string world, std::string question, Observation proposal) {
  return kept_->agree(std::move(world), std::move(question), std::move(proposal));
}

}  // namespace detail

std::shared_ptr<SessionStore> make_told_store(std::shared_ptr<SessionStore> kept,
                                              std::shared_ptr<StepListener> listener,
                                              std::string model, std::size_t max_answers) {
  if (!kept) kept = std::make_shared<detail::MemoryStore>(max_answers);
  return std::make_shared<detail::ToldStore>(std::move(kept), std::move(listener),
                                             std::move(model));
}

WMH_END_NAMESPACE
