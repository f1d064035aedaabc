#pragma once

#include <wmh/judge.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

CompletionRequest match_request(const Step& truth, const Observation& predicted);

/// The one score of a reply, moved into [0, 1].
Result<Verdict> read_match_reply(std::string_view reply);

}  // namespace detail
WMH_END_NAMESPACE
