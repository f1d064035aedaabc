// Reading a matrix never crashes and never believes a header over the bytes that are there.
#include "retrieval/npy.hpp"
#include "retrieval/unit_length.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto matrix = wmh::detail::parse_npy(bytes);
  if (!matrix) return 0;
  const std::size_t count = matrix->rows() * matrix->dim();
  if (count > size / sizeof(float)) std::abort();
  const double length = wmh::detail::length_of({matrix->values(), count});
  if (length < 0) std::abort();
  return 0;
}
