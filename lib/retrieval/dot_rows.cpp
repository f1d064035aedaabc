#include "retrieval/dot_rows.hpp"

#include <array>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

float dot_portable(const float* a, const float* b, std::size_t dim) {
  std::array<float, 16> sums{};
  std::size_t i = 0;
  for (; i + sums.size() <= dim; i += sums.size())
    for (std::size_t lane = 0; lane < sums.size(); ++lane)
      sums[lane] += a[i + lane] * b[i + lane];
  float total = 0;
  for (; i < dim; ++i)
    total += a[i] * b[i];
  for (const float sum : sums)
    total += sum;
  return total;
}

void rows_portable(const float* rows, std::size_t count, std::size_t dim, const float* query,
                   float* out) {
  for (std::size_t row = 0; row < count; ++row)
    out[row] = dot_portable(rows + row * dim, query, dim);
}

#if defined(__x86_64__)
/// Folds halves onto each other until one number is left.
__attribute__((target("avx2,fma"))) inline float sum_of(__m256 eight) {
  const __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
  const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

__attribute__((target("avx2,fma"))) float dot_avx2(const float* a, const float* b,
                                                   std::size_t dim) {
  __m256 sums[4] = {_mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps(),
                    _mm256_setzero_ps()};
  std::size_t i = 0;
  for (; i + 32 <= dim; i += 32)
    for (std::size_t lane = 0; lane < 4; ++lane)
      sums[lane] = _mm256_fmadd_ps(_mm256_loadu_ps(a + i + 8 * lane),
                                   _mm256_loadu_ps(b + i + 8 * lane), sums[lane]);
  float total = 0;
  for (; i < dim; ++i)
    total += a[i] * b[i];
  return total +
         sum_of(_mm256_add_ps(_mm256_add_ps(sums[0], sums[1]), _mm256_add_ps(sums[2], sums[3])));
}

__attribute__((target("avx2,fma"))) void rows_avx2(const float* rows, std::size_t count,
                                                   std::size_t dim, const float* query,
                                                   float* out) {
  for (std::size_t row = 0; row < count; ++row)
    out[row] = dot_avx2(rows + row * dim, query, dim);
}

__attribute__((target("avx512f,fma"))) float dot_avx512(const float* a, const float* b,
                                                        std::size_t dim) {
  __m512 sums[4] = {_mm512_setzero_ps(), _mm512_setzero_ps(), _mm512_setzero_ps(),
                    _mm512_setzero_ps()};
  std::size_t i = 0;
  for (; i + 64 <= dim; i += 64)
    for (std::size_t lane = 0; lane < 4; ++lane)
      sums[lane] = _mm512_fmadd_ps(_mm512_loadu_ps(a + i + 16 * lane),
                                   _mm512_loadu_ps(b + i + 16 * lane), sums[lane]);
  float total = 0;
  for (; i < dim; ++i)
    total += a[i] * b[i];
  alignas(64) float lanes[16];
  _mm512_store_ps(lanes,
                  _mm512_add_ps(_mm512_add_ps(sums[0], sums[1]), _mm512_add_ps(sums[2], sums[3])));
  return total + sum_of(_mm256_add_ps(_mm256_load_ps(lanes), _mm256_load_ps(lanes + 8)));
}

__attribute__((target("avx512f,fma"))) void rows_avx512(const float* rows, std::size_t count,
                                                        std::size_t dim, const float* query,
                                                        float* out) {
  for (std::size_t row = 0; row < count; ++row)
    out[row] = dot_avx512(rows + row * dim, query, dim);
}
#endif

}  // namespace

std::vector<DotKernel> dot_kernels() {
  std::vector<DotKernel> kernels{{"portable", rows_portable}};
#if defined(__x86_64__)
  // AVX2 last: from some thousand rows on memory sets the pace, and registers twice as wide read it
  // no faster (test/bench/top_k_bench.cpp).
  if (__builtin_cpu_supports("avx512f")) kernels.push_back({"avx512", rows_avx512});
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    kernels.push_back({"avx2", rows_avx2});
#endif
  return kernels;
}

DotRows fastest_dot_rows() {
  static const DotRows fastest = dot_kernels().back().run;
  return fastest;
}

}  // namespace detail
WMH_END_NAMESPACE
