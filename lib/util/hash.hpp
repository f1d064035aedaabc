#pragma once

#include <wmh/version.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// BLAKE2b with an eight-byte digest (RFC 7693), unkeyed.
std::array<std::uint8_t, 8> blake2b_64(std::string_view bytes);

/// The same as a big-endian number.
std::uint64_t blake2b_64_number(std::string_view bytes);

}  // namespace detail
WMH_END_NAMESPACE
