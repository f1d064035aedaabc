#include "offline/step_cache.hpp"

#include "offline/keys.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::shared_ptr<const RecordedStep> wrap(const Step& step, std::size_t index) {
  auto recorded = std::make_shared<RecordedStep>(RecordedStep{step});
  recorded->index = index;
  return recorded;
}

}  // namespace

ComparedStep::ComparedStep(std::shared_ptr<const RecordedStep> from)
    : recorded(std::move(from)),
      arguments(plain_text(step().action)),
      words(words_of(arguments)),
      word_set(set_of(words)),
      profile(step().observation) {}

ComparedStep::ComparedStep(const Step& step, std::size_t index) : ComparedStep(wrap(step, index)) {}

Result<ComparedStepPtr> StepCache::at(std::uint32_t row) {
  {
    std::lock_guard lock(mutex_);
    if (const auto known = steps_.find(row); known != steps_.end()) return known->second;
  }
  auto recorded = log_->at(row);
  if (!recorded) return recorded.error();
  auto step = std::make_shared<const ComparedStep>(std::move(*recorded));
  // Content, its tokens, the parsed arguments: a rough measure of what the step takes.
  const std::size_t size =
      1000 + 4 * step->step().observation.content.size() + 8 * step->arguments.size();
  std::lock_guard lock(mutex_);
  if (bytes_ + size > max_bytes) {
    steps_.clear();
    bytes_ = 0;
  }
  if (steps_.emplace(row, step).second) bytes_ += size;
  return ComparedStepPtr(std::move(step));
}

}  // namespace detail
WMH_END_NAMESPACE
