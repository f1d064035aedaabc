#include "retrieval/dot_bytes.hpp"

#include <gtest/gtest.h>

#include <random>

namespace wmh::detail {
namespace {

std::vector<std::int8_t> random_bytes(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> byte(-127, 127);
  std::vector<std::int8_t> bytes(count);
  for (std::int8_t& each : bytes)
    each = static_cast<std::int8_t>(byte(random));
  return bytes;
}

std::vector<std::int32_t> products(DotBytes dot, const std::vector<std::int8_t>& rows,
                                   const std::vector<std::int8_t>& query) {
  std::vector<std::int32_t> out(rows.size() / query.size());
  dot(rows.data(), out.size(), query.size(), query.data(), out.data());
  return out;
}

TEST(DotBytes, KernelsAgreeToTheLastBit) {
  for (const std::size_t dim : {1U, 31U, 32U, 33U, 63U, 64U, 100U, 512U, 1000U}) {
    const auto rows = random_bytes(70 * dim, 1);
    const auto query = random_bytes(dim, 2);
    const auto expected = products(dot_bytes_kernels().front().run, rows, query);
    for (const DotBytesKernel& kernel : dot_bytes_kernels())
      EXPECT_EQ(products(kernel.run, rows, query), expected) << kernel.name << " " << dim;
  }
}

TEST(DotBytes, NothingSaturates) {
  using Bytes = std::vector<std::int8_t>;
  for (const DotBytesKernel& kernel : dot_bytes_kernels()) {
    EXPECT_EQ(products(kernel.run, Bytes(512, 127), Bytes(512, 127)).front(), 512 * 127 * 127);
    EXPECT_EQ(products(kernel.run, Bytes(512, -127), Bytes(512, -127)).front(), 512 * 127 * 127);
    EXPECT_EQ(products(kernel.run, Bytes(512, -127), Bytes(512, 127)).front(), -512 * 127 * 127);
    EXPECT_EQ(products(kernel.run, Bytes(512, 127), Bytes(512, 0)).front(), 0);
  }
}

}  // namespace
}  // namespace wmh::detail
