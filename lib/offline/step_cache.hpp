#pragma once

#include <wmh/step_log.hpp>

#include "offline/profile.hpp"
#include "offline/words.hpp"

#include <mutex>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A step with what comparing it needs.
struct ComparedStep {
  explicit ComparedStep(std::shared_ptr<const RecordedStep> from);
  ComparedStep(const Step& step, std::size_t index);

  std::shared_ptr<const RecordedStep> recorded;
  std::string arguments{};
  Words words{};     ///< Of the arguments, in order,
  Words word_set{};  ///< and as a set.
  Profile profile{};

  const Step& step() const noexcept { return recorded->step; }
};
using ComparedStepPtr = std::shared_ptr<const ComparedStep>;

/// Steps of a log that were compared lately, at most about 64 MiB of them. Callable from any
/// thread.
class StepCache {
 public:
  explicit StepCache(std::shared_ptr<StepLog> log) : log_(std::move(log)) {}
  Result<ComparedStepPtr> at(std::uint32_t row);

 private:
  static constexpr std::size_t max_bytes = 64 << 20;

  std::shared_ptr<StepLog> log_;
  std::mutex mutex_{};  ///< Guards what follows.
  std::unordered_map<std::uint32_t, ComparedStepPtr> steps_{};
  std::size_t bytes_ = 0;
};

}  // namespace detail
WMH_END_NAMESPACE
