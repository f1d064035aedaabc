#pragma once

#include <wmh/judge.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

CompletionRequest rubric_v1_request(const Step& truth, const Observation& predicted);

/// The mean of five grades; one that is missing or no number counts 0. Fails where none is there.
Result<Verdict> read_rubric_v1_reply(std::string_view reply);

}  // namespace detail
WMH_END_NAMESPACE
