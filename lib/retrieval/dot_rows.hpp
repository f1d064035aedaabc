#pragma once

#include <wmh/version.hpp>

#include <cstddef>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Writes the dot product of `query` with each of `count` rows of `dim` floats. Equal rows give
/// equal results.
using DotRows = void (*)(const float* rows, std::size_t count, std::size_t dim, const float* query,
                         float* out);

struct DotKernel {
  const char* name;
  DotRows run;
};

/// The kernels that this processor can run, slowest first; the first is portable.
std::vector<DotKernel> dot_kernels();

/// The fastest of them.
DotRows fastest_dot_rows();

}  // namespace detail
WMH_END_NAMESPACE
