#pragma once

#include <wmh/version.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The numbers of Python's random.Random(seed): MT19937 (Matsumoto and Nishimura 1998) seeded by
/// init_by_array, so that what the Python original samples can be sampled again.
class PythonRandom {
 public:
  explicit PythonRandom(std::uint64_t seed);

  std::uint32_t next();
  /// A number below `bound`, which is at least 1 and at most 2^32.
  std::uint32_t below(std::uint64_t bound);
  /// random.sample(range(first, last), count), in the order drawn; count <= last - first.
  std::vector<std::size_t> sample(std::size_t first, std::size_t last, std::size_t count);

 private:
  static constexpr std::size_t size = 624;
  void seed_with(std::uint32_t number);
  void refill();

  std::array<std::uint32_t, size> state_{};
  std::size_t position_ = size;
};

}  // namespace detail
WMH_END_NAMESPACE
