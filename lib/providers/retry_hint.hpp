#pragma once

#include <wmh/version.hpp>

#include <chrono>
#include <optional>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// How long prose asks to wait: "Please retry after 7 seconds", "try again in 6m0s". Nonsense and
/// anything above a day count as nothing said.
std::optional<std::chrono::milliseconds> retry_hint(std::string_view prose);

}  // namespace detail
WMH_END_NAMESPACE
