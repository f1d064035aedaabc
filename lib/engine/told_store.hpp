#pragma once

#include <wmh/trace_out.hpp>

#include <atomic>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Turns times of the steady clock into times of day. Callable from any thread.
class DayClock {
 public:
  using Steady = std::chrono::steady_clock::time_point;
  using Day = std::chrono::system_clock::time_point;

  /// Of two times the later one never comes out as the earlier: when the clock of the system is set
  /// back, this one is not.
  Day at(Steady time, Steady now, Day today) noexcept;
  Day at(Steady time) noexcept {
    return at(time, std::chrono::steady_clock::now(), std::chrono::system_clock::now());
  }

 private:
  std::atomic<std::int64_t> offset_ = INT64_MIN;  ///< Nanoseconds; only grows.
};

/// See make_told_store().
class ToldStore final : public SessionStore {
 public:
  ToldStore(std::shared_ptr<SessionStore> kept, std::shared_ptr<StepListener> listener,
            std::string model)
      : kept_(std::move(kept)), listener_(std::move(listener)), model_(std::move(model)) {}

  bool keeps_sessions() const noexcept override { return kept_->keeps_sessions(); }
  Task<Done> create(KeptSession session) override;
  Task<std::optional<KeptSession>> load(SessionId id) override;
  Task<Done> save(SessionId id, std::shared_ptr<const SessionChange> change) override;
  Task<std::optional<UsageRecord>> remove(SessionId id) override;
  Task<std::optional<KeptSession>> newer(SessionId id, std::int64_t version) override;
  Task<std::optional<KeptSession>> claim(SessionId id, std::int64_t version) override;
  void release(const SessionId& id) noexcept override { kept_->release(id); }
  Task<std::optional<Observation>> agreed(std::string world, std::string question) override;
  Task<Observation> agree(std::string world, std::string question, Observation proposal) override;

 private:
  Task<Done> create_and_tell(KeptSession session);
  Task<Done> save_and_tell(SessionId id, std::shared_ptr<const SessionChange> change);

  const std::shared_ptr<SessionStore> kept_;
  const std::shared_ptr<StepListener> listener_;
  const std::string model_;
  DayClock clock_;
};

}  // namespace detail
WMH_END_NAMESPACE
