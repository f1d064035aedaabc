#pragma once

#include <wmh/session_store.hpp>

#include <deque>
#include <mutex>
#include <unordered_map>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The store of a model whose sessions are in its memory anyway: it keeps the answers of worlds,
/// the last `max_answers`.
class MemoryStore final : public SessionStore {
 public:
  explicit MemoryStore(std::size_t max_answers) : max_answers_(max_answers) {}

  bool keeps_sessions() const noexcept override { return false; }
  Task<Done> create(KeptSession session) override;
  Task<std::optional<KeptSession>> load(SessionId id) override;
  Task<Done> save(SessionId id, std::shared_ptr<const SessionChange> change) override;
  Task<std::optional<UsageRecord>> remove(SessionId id) override;
  Task<std::optional<Observation>> agreed(std::string world, std::string question) override;
  Task<Observation> agree(std::string world, std::string question, Observation proposal) override;

 private:
  const std::size_t max_answers_;
  std::mutex mutex_;
  std::unordered_map<std::string, Observation> answers_;
  std::deque<std::string> oldest_first_;
};

}  // namespace detail
WMH_END_NAMESPACE
