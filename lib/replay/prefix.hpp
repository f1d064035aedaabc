#pragma once

#include <wmh/types.hpp>

#include <deque>
#include <memory>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The recorded beginning of a trace, grown from turn to turn. Not thread-safe.
class Prefix {
 public:
  /// The steps before `turn`. Later calls leave what somebody still holds as it is.
  std::shared_ptr<const std::deque<Step>> before(const Trace& trace, std::size_t turn) {
    const bool goes_on = trace_ == &trace && steps_->size() <= turn;
    if (!goes_on)
      steps_ = std::make_shared<std::deque<Step>>();
    else if (steps_.use_count() > 1)
      steps_ = std::make_shared<std::deque<Step>>(*steps_);
    trace_ = &trace;
    while (steps_->size() < turn)
      steps_->push_back(trace.steps[steps_->size()]);
    return steps_;
  }

 private:
  const Trace* trace_ = nullptr;
  std::shared_ptr<std::deque<Step>> steps_ = std::make_shared<std::deque<Step>>();
};

}  // namespace detail
WMH_END_NAMESPACE
