#pragma once

#include "net/http_message.hpp"

#include <chrono>
#include <optional>

WMH_BEGIN_NAMESPACE
namespace detail {

/// How long the other side asks to wait: its headers (retry-after-ms, x-amz-retry-after,
/// retry-after in seconds) before its prose ("Please retry after 7 seconds").
/// Nonsense and anything above a day count as nothing said.
std::optional<std::chrono::milliseconds> retry_hint(const HttpHeaders& headers,
                                                    std::string_view prose);

}  // namespace detail
WMH_END_NAMESPACE
