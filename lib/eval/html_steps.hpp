#pragma once

#include <wmh/eval.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A result and the label of its file.
struct LabelledStep {
  std::string_view label{};
  const StepResult* result = nullptr;
};

/// The steps that were not right, the lowest score first. Of equal scores the one stated with more
/// confidence is worse. Points into `report`.
std::vector<LabelledStep> worst_first(const EvalReport& report);

/// One step with what was done, what happened and what was predicted.
std::string step_card(const LabelledStep& step, bool open);

}  // namespace detail
WMH_END_NAMESPACE
