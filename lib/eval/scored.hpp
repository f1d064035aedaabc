#pragma once

#include <wmh/eval.hpp>

#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What the figures of a report need to know of a step.
struct Scored {
  std::string source{};
  std::string tool{};
  double score = 0;
  bool exact = false;
  std::optional<double> confidence{};  ///< As stated, in [0, 1].

  bool right() const noexcept { return score >= right_score; }
};

Scored scored(const StepResult& result);
std::vector<Scored> scored(std::span<const StepResult> results);

/// The tool of an action; "(message)" for a message, "(unnamed)" for a call that names none.
std::string tool_of(const Action& action);

/// `metadata.confidence` of a prediction when it is a number in [0, 1].
std::optional<double> confidence_of(const Observation& predicted);

}  // namespace detail
WMH_END_NAMESPACE
