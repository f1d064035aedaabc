#include "engine/memory_store.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// A world's name may hold anything, so its length tells where it ends.
std::string name_of(const std::string& world, const std::string& question) {
  return std::to_string(world.size()) + ':' + world + question;
}

}  // namespace

Task<Done> MemoryStore::create(KeptSession) {
  co_return Done{};
}

Task<std::optional<KeptSession>> MemoryStore::load(SessionId) {
  co_return std::optional<KeptSession>();
}

Task<Done> MemoryStore::save(SessionId, std::shared_ptr<const SessionChange>) {
  co_return Done{};
}

Task<std::optional<UsageRecord>> MemoryStore::remove(SessionId) {
  co_return std::optional<UsageRecord>();
}

Task<std::optional<Observation>> MemoryStore::agreed(std::string world, std::string question) {
  const std::lock_guard lock(mutex_);
  const auto found = answers_.find(name_of(world, question));
  if (found == answers_.end()) co_return std::optional<Observation>();
  co_return std::optional(found->second);
}

Task<Observation> MemoryStore::agree(std::string world, std::string question,
                                     Observation proposal) {
  const std::lock_guard lock(mutex_);
  const auto [place, is_new] = answers_.try_emplace(name_of(world, question), std::move(proposal));
  if (!is_new) co_return place->second;
  Observation agreed = place->second;
  oldest_first_.push_back(place->first);
  if (oldest_first_.size() > max_answers_) {
    answers_.erase(oldest_first_.front());
    oldest_first_.pop_front();
  }
  co_return agreed;
}

}  // namespace detail
WMH_END_NAMESPACE
