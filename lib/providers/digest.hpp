#pragma once

#include <wmh/error.hpp>

#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The 32 bytes of SHA-256.
std::string sha256(std::string_view bytes);

/// The 32 bytes of HMAC-SHA-256 (RFC 2104).
std::string hmac_sha256(std::string_view key, std::string_view bytes);

/// Lower-case hexadecimal digits.
std::string to_hex(std::string_view bytes);

/// Decodes base64 (RFC 4648, section 4) with its padding; fails on anything else.
Result<std::string> base64_decode(std::string_view text);

}  // namespace detail
WMH_END_NAMESPACE
