#include "util/python_random.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <set>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::uint32_t mixed(std::uint32_t previous) {
  return previous ^ previous >> 30;
}

/// Python draws from a shrinking list while that is smaller than a set of what was drawn.
bool list_is_cheaper(std::size_t population, std::size_t count) {
  std::size_t set_size = 21;
  if (count > 5)
    set_size += static_cast<std::size_t>(
        std::pow(4.0, std::ceil(std::log(static_cast<double>(count) * 3) / std::log(4.0))));
  return population <= set_size;
}

}  // namespace

PythonRandom::PythonRandom(std::uint64_t seed) {
  std::vector<std::uint32_t> key{static_cast<std::uint32_t>(seed)};
  if (seed >> 32 != 0) key.push_back(static_cast<std::uint32_t>(seed >> 32));
  seed_with(19650218U);
  std::size_t i = 1, j = 0;
  const auto advance = [&] {
    if (++i == size) state_[0] = state_[size - 1], i = 1;
  };
  for (std::size_t k = std::max(size, key.size()); k > 0; --k) {
    state_[i] =
        (state_[i] ^ mixed(state_[i - 1]) * 1664525U) + key[j] + static_cast<std::uint32_t>(j);
    advance();
    j = (j + 1) % key.size();
  }
  for (std::size_t k = size - 1; k > 0; --k) {
    state_[i] = (state_[i] ^ mixed(state_[i - 1]) * 1566083941U) - static_cast<std::uint32_t>(i);
    advance();
  }
  state_[0] = 0x80000000U;
}

void PythonRandom::seed_with(std::uint32_t number) {
  state_[0] = number;
  for (std::uint32_t i = 1; i < size; ++i)
    state_[i] = 1812433253U * mixed(state_[i - 1]) + i;
}

void PythonRandom::refill() {
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint32_t y = (state_[i] & 0x80000000U) | (state_[(i + 1) % size] & 0x7fffffffU);
    state_[i] = state_[(i + 397) % size] ^ y >> 1 ^ ((y & 1U) != 0 ? 0x9908b0dfU : 0U);
  }
  position_ = 0;
}

std::uint32_t PythonRandom::next() {
  if (position_ == size) refill();
  std::uint32_t y = state_[position_++];
  y ^= y >> 11;
  y ^= y << 7 & 0x9d2c5680U;
  y ^= y << 15 & 0xefc60000U;
  return y ^ y >> 18;
}

std::uint32_t PythonRandom::below(std::uint64_t bound) {
  const auto bits = static_cast<unsigned>(std::bit_width(bound));
  // 33 bits are never needed: a bound of 2^32 accepts every draw.
  if (bits > 32) return next();
  std::uint32_t drawn = next() >> (32 - bits);
  while (drawn >= bound)
    drawn = next() >> (32 - bits);
  return drawn;
}

std::vector<std::size_t> PythonRandom::sample(std::size_t first, std::size_t last,
                                              std::size_t count) {
  std::size_t left = last - first;
  std::vector<std::size_t> picked;
  if (list_is_cheaper(left, count)) {
    std::vector<std::size_t> pool(left);
    std::iota(pool.begin(), pool.end(), first);
    for (std::size_t i = 0; i < count; ++i, --left) {
      const std::size_t j = below(left);
      picked.push_back(pool[j]);
      pool[j] = pool[left - 1];
    }
    return picked;
  }
  std::set<std::size_t> drawn;
  while (picked.size() < count) {
    const std::size_t j = below(left);
    if (drawn.insert(j).second) picked.push_back(first + j);
  }
  return picked;
}

}  // namespace detail
WMH_END_NAMESPACE
