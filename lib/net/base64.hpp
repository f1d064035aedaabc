#pragma once

#include <wmh/version.hpp>

#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Base64 with padding (RFC 4648, section 4).
std::string to_base64(std::string_view bytes);

}  // namespace detail
WMH_END_NAMESPACE
