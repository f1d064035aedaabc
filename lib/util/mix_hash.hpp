#pragma once

#include <wmh/version.hpp>

#include <cstdint>
#include <cstring>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input reaches every bit.
constexpr std::uint64_t mix_hash(std::uint64_t bits) noexcept {
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
  return bits ^ (bits >> 31);
}

/// Order matters.
constexpr std::uint64_t mix_hash(std::uint64_t seed, std::uint64_t bits) noexcept {
  return mix_hash(seed * 0x9e3779b97f4a7c15 + bits);
}

/// FNV-1a with a last mix: the same on every machine, so that it may be written to files.
constexpr std::uint64_t text_hash(std::string_view text) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : text)
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  return mix_hash(hash);
}

/// For long texts, eight bytes at a time; not for files, since it depends on the machine's byte
/// order.
inline std::uint64_t long_text_hash(std::string_view text) noexcept {
  std::uint64_t hash = text.size();
  const auto take = [&](std::size_t bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), bytes);
    text.remove_prefix(bytes);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 32;
  };
  while (text.size() >= sizeof hash)
    take(sizeof hash);
  if (!text.empty()) take(text.size());
  return mix_hash(hash);
}

}  // namespace detail
WMH_END_NAMESPACE
