#pragma once

#include "net/http_message.hpp"

#include <chrono>
#include <optional>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// How long a response asks to wait: retry-after-ms, x-amz-retry-after (milliseconds, too), or
/// retry-after in seconds or as a date, which is compared with the server's own Date where there is
/// one. Empty when it does not ask, asks for nothing, or for no sensible time.
std::optional<std::chrono::milliseconds> asked_wait(const HttpHeaders& headers,
                                                    std::chrono::system_clock::time_point now);

/// A date of HTTP in any of its three forms; empty when it is none.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

}  // namespace detail
WMH_END_NAMESPACE
