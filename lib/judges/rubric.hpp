#pragma once

#include <wmh/judge.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Scores under different names are not comparable: with any change of the prompt, of what is shown
/// or of how grades are weighed, the number goes up.
constexpr std::string_view rubric_name = "rubric-v3";

CompletionRequest rubric_request(const Step& truth, const Observation& predicted);

/// The weighted grades of a reply. All of them are required.
Result<Verdict> read_rubric_reply(std::string_view reply);

}  // namespace detail
WMH_END_NAMESPACE
