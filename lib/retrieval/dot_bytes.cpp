#include "retrieval/dot_bytes.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <numeric>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::int32_t dot_portable(const std::int8_t* a, const std::int8_t* b, std::size_t dim) {
  std::int32_t total = 0;
  for (std::size_t i = 0; i < dim; ++i)
    total += a[i] * b[i];
  return total;
}

void rows_portable(const std::int8_t* rows, std::size_t count, std::size_t dim,
                   const std::int8_t* query, std::int32_t* out) {
  for (std::size_t row = 0; row < count; ++row)
    out[row] = dot_portable(rows + row * dim, query, dim);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) inline __m256i load(const std::int8_t* bytes) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
}

/// Folds halves onto each other until one number is left.
__attribute__((target("avx2"))) inline std::int32_t sum_of(__m256i eight) {
  const __m128i four =
      _mm_add_epi32(_mm256_castsi256_si128(eight), _mm256_extracti128_si256(eight, 1));
  const __m128i two = _mm_add_epi32(four, _mm_unpackhi_epi64(four, four));
  return _mm_cvtsi128_si32(_mm_add_epi32(two, _mm_shuffle_epi32(two, 1)));
}

/// Eight sums of four products. The instruction wants one side without signs, so the query's signs
/// go to the row; two products stay below 2^15, so nothing saturates.
__attribute__((target("avx2"))) inline __m256i products(__m256i row, __m256i query) {
  const __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(query), _mm256_sign_epi8(row, query));
  return _mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
}

__attribute__((target("avx2"))) void rows_avx2(const std::int8_t* rows, std::size_t count,
                                               std::size_t dim, const std::int8_t* query,
                                               std::int32_t* out) {
  const std::size_t whole = dim / 32 * 32;
  for (std::size_t row = 0; row < count; ++row, rows += dim) {
    __m256i sums = _mm256_setzero_si256();
    for (std::size_t i = 0; i < whole; i += 32)
      sums = _mm256_add_epi32(sums, products(load(rows + i), load(query + i)));
    out[row] = sum_of(sums) + dot_portable(rows + whole, query + whole, dim - whole);
  }
}

/// The instruction wants one side without signs, so 128 is added to the row: 128 times the sum of
/// the query too much, which goes off at the end. Sums may wrap on the way, the result does not.
__attribute__((target("avx2,avx512vl,avx512vnni"))) void rows_vnni(const std::int8_t* rows,
                                                                   std::size_t count,
                                                                   std::size_t dim,
                                                                   const std::int8_t* query,
                                                                   std::int32_t* out) {
  const std::size_t whole = dim / 32 * 32;
  const __m256i sign_bits = _mm256_set1_epi8(-128);
  const auto too_much =
      128U * static_cast<std::uint32_t>(std::accumulate(query, query + whole, std::int32_t{0}));
  for (std::size_t row = 0; row < count; ++row, rows += dim) {
    __m256i sums = _mm256_setzero_si256();
    for (std::size_t i = 0; i < whole; i += 32)
      sums =
          _mm256_dpbusd_epi32(sums, _mm256_xor_si256(load(rows + i), sign_bits), load(query + i));
    const std::uint32_t product = static_cast<std::uint32_t>(sum_of(sums)) - too_much;
    out[row] =
        static_cast<std::int32_t>(product) + dot_portable(rows + whole, query + whole, dim - whole);
  }
}
#endif

}  // namespace

std::vector<DotBytesKernel> dot_bytes_kernels() {
  std::vector<DotBytesKernel> kernels{{"portable", rows_portable}};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) kernels.push_back({"avx2", rows_avx2});
  if (__builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni"))
    kernels.push_back({"avx512vnni", rows_vnni});
#endif
  return kernels;
}

DotBytes fast_dot_bytes() {
  static const DotBytes fastest = dot_bytes_kernels().back().run;
  return fastest == rows_portable ? nullptr : fastest;
}

}  // namespace detail
WMH_END_NAMESPACE
