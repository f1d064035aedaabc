#pragma once

#include <wmh/step_log.hpp>

#include "offline/field_texts.hpp"
#include "offline/profile.hpp"
#include "offline/words.hpp"
#include "util/recent_rows.hpp"

#include <mutex>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A step with what comparing it needs.
struct ComparedStep {
  explicit ComparedStep(std::shared_ptr<const RecordedStep> from);

  std::shared_ptr<const RecordedStep> recorded;
  std::string arguments{};
  Words words{};     ///< Of the arguments, in order,
  Words word_set{};  ///< and as a set.
  Profile profile{};

  const Step& step() const noexcept { return recorded->step; }
  /// Of the observation. Read when first asked for.
  const FieldTexts& fields() const;

 private:
  mutable std::once_flag fields_read_{};
  mutable FieldTexts fields_{};
};
using ComparedStepPtr = std::shared_ptr<const ComparedStep>;

/// Steps that were compared lately, at most about 64 MiB of a log's and 16 MiB of sessions'.
/// Callable from any thread.
class StepCache {
 public:
  explicit StepCache(std::shared_ptr<StepLog> log) : log_(std::move(log)) {}
  Result<ComparedStepPtr> at(std::uint32_t row);
  /// A step of a session. Many sessions take equal ones. `hash`: of action and observation.
  ComparedStepPtr of_session(const Step& step, std::uint64_t hash);

 private:
  static constexpr std::size_t max_bytes = 64 << 20;
  static constexpr std::size_t max_session_bytes = 16 << 20;

  std::shared_ptr<StepLog> log_;
  RecentRows<ComparedStep> rows_{max_bytes};
  RecentRows<ComparedStep> of_sessions_{max_session_bytes};  // by hash
};

}  // namespace detail
WMH_END_NAMESPACE
