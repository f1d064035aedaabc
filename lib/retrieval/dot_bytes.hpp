#pragma once

#include <wmh/version.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Writes the dot product of `query` with each of `count` rows of `dim` bytes, exactly. Bytes are
/// -127 to 127, and rows have at most 100,000 of them.
using DotBytes = void (*)(const std::int8_t* rows, std::size_t count, std::size_t dim,
                          const std::int8_t* query, std::int32_t* out);

struct DotBytesKernel {
  const char* name;
  DotBytes run;
};

/// The kernels that this processor can run, slowest first; the first is portable.
std::vector<DotBytesKernel> dot_bytes_kernels();

/// The fastest of them; null where that is the portable one, which is slower than floats are.
DotBytes fast_dot_bytes();

}  // namespace detail
WMH_END_NAMESPACE
