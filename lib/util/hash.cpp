#include "util/hash.hpp"

#include <blake2.h>

WMH_BEGIN_NAMESPACE

std::array<std::uint8_t, 8> detail::blake2b_64(std::string_view bytes) {
  std::array<std::uint8_t, 8> digest{};
  blake2b(digest.data(), bytes.data(), nullptr, digest.size(), bytes.size(), 0);
  return digest;
}

std::uint64_t detail::blake2b_64_number(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const std::uint8_t byte : blake2b_64(bytes))
    number = number << 8 | byte;
  return number;
}

WMH_END_NAMESPACE
