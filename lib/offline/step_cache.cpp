#include "offline/step_cache.hpp"

#include "offline/keys.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

// Content, its tokens or fields, the parsed arguments: a rough measure of what the step takes.
std::size_t bytes_of(const ComparedStep& step) {
  const std::size_t each = step.profile.is_json() ? 12 : 4;
  return 1000 + each * step.step().observation.content.size() + 8 * step.arguments.size();
}

bool is_equal(const Step& a, const Step& b) {
  return a.observation.content == b.observation.content &&
         a.observation.is_error == b.observation.is_error && a.action == b.action;
}

}  // namespace

ComparedStep::ComparedStep(std::shared_ptr<const RecordedStep> from)
    : recorded(std::move(from)),
      arguments(plain_text(step().action)),
      words(words_of(arguments)),
      word_set(set_of(words)),
      profile(step().observation) {}

const FieldTexts& ComparedStep::fields() const {
  std::call_once(fields_read_, [this] { fields_ = field_texts(step().observation.content); });
  return fields_;
}

Result<ComparedStepPtr> StepCache::at(std::uint32_t row) {
  if (auto known = rows_.find(row)) return known;
  auto recorded = log_->at(row);
  if (!recorded) return recorded.error();
  auto step = std::make_shared<const ComparedStep>(std::move(*recorded));
  rows_.keep(row, step, bytes_of(*step));
  return ComparedStepPtr(std::move(step));
}

ComparedStepPtr StepCache::of_session(const Step& step, std::uint64_t hash) {
  if (auto known = of_sessions_.find(hash); known && is_equal(known->step(), step)) return known;
  Step own{step.action, {step.observation.content, step.observation.is_error}};
  auto compared = std::make_shared<const ComparedStep>(
      std::make_shared<const RecordedStep>(RecordedStep{std::move(own)}));
  of_sessions_.keep(hash, compared, bytes_of(*compared));
  return compared;
}

}  // namespace detail
WMH_END_NAMESPACE
