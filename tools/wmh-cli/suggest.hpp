#pragma once

#include <span>
#include <string>
#include <string_view>

namespace wmh::cli {

/// ` (did you mean <prefix><name>?)` for the known name nearest to a mistyped one, or nothing when
/// none is near.
std::string did_you_mean(std::string_view typed, std::span<const std::string_view> known,
                         std::string_view prefix = "");

}  // namespace wmh::cli
