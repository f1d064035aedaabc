#pragma once

#include <wmh/types.hpp>

#include "shell/run_command.hpp"

#include <string>
#include <string_view>

namespace terminal {

/// What commands see as the scratch directory's name, which is another one each time.
inline constexpr std::string_view shown_home = "/home/agent";

/// A command's end as the agent sees it: the output, a word about what is missing of it, and the
/// exit code where it is not 0. The scratch directory's name becomes `shown_home`.
wmh::Observation shown(const CommandEnd& end, const CommandLimits& limits, const std::string& home);

/// The text with U+FFFD for each byte that is not part of UTF-8.
std::string mended(std::string_view text);

}  // namespace terminal
