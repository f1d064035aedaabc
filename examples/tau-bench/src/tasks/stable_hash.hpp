#pragma once

#include <cstdint>
#include <string_view>

namespace tau {

/// FNV-1a, 64 bits: the same number on every machine. `seed` makes independent ones.
constexpr std::uint64_t stable_hash(std::string_view text, std::uint64_t seed = 0) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325 ^ seed;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash ^ (hash >> 29);
}

}  // namespace tau
