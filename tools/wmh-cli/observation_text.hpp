#pragma once

#include <wmh/types.hpp>

namespace wmh::cli {

/// "get_user {"id":1}", or what was said.
std::string action_text(const Action& action);

/// What the answer came from: "recorded 0.99: arguments+task, step 3 of trace 4f2a, 12 agree";
/// empty when it does not say.
std::string evidence_text(const Observation& observation);

}  // namespace wmh::cli
