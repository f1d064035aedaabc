// An exact search reads every row once, so its floor is what reading the matrix costs: `read`
// beside `top_5` in the same run is the yardstick.
#include "retrieval/row_store.hpp"

#include <benchmark/benchmark.h>

#include <numeric>
#include <random>

namespace wmh::detail {
namespace {

constexpr std::size_t dim = 512;

/// Rows of random numbers; one matrix at a time is kept.
const std::vector<float>& matrix(std::size_t rows) {
  static std::vector<float> values;
  if (values.size() == rows * dim) return values;
  values.assign(rows * dim, 0);
  std::minstd_rand random(1);
  std::uniform_real_distribution<float> value(-0.08F, 0.08F);
  for (float& each : values)
    each = value(random);
  return values;
}

void count_rows(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * state.range(0) *
                          static_cast<std::int64_t>(dim * sizeof(float)));
}

/// Reads every cache line of the matrix, sixteen sums side by side.
void read(benchmark::State& state) {
  const std::vector<float>& values = matrix(static_cast<std::size_t>(state.range(0)));
  const auto* words = reinterpret_cast<const std::uint64_t*>(values.data());
  for (auto _ : state) {
    std::uint64_t sums[16] = {};
    for (std::size_t i = 0; i + 16 <= values.size() / 2; i += 16)
      for (std::size_t lane = 0; lane < 16; ++lane)
        sums[lane] += words[i + lane];
    benchmark::DoNotOptimize(std::accumulate(std::begin(sums), std::end(sums), std::uint64_t{0}));
  }
  count_rows(state);
}

void top_5(benchmark::State& state, DotRows dot) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  const std::vector<float>& values = matrix(rows);
  const std::vector<float> query(values.end() - static_cast<std::ptrdiff_t>(dim), values.end());
  for (auto _ : state) {
    TopK best(5);
    best.scan(values.data(), 0, rows, dim, query.data(), dot);
    benchmark::DoNotOptimize(best.take());
  }
  count_rows(state);
}

/// As a ReplayBuffer searches: bytes first, floats for the few rows that may be among the best.
void top_k_by_bytes(benchmark::State& state) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  const std::span<const float> values(matrix(rows));
  RowStore store(dim);
  for (std::size_t row = 0; row < rows; ++row)
    store.append(values.subspan(row * dim, dim));
  const auto query = values.last(dim);
  const auto k = static_cast<std::size_t>(state.range(1));
  (void)store.best(query, k);  // writes the bytes
  for (auto _ : state)
    benchmark::DoNotOptimize(store.best(query, k));
  count_rows(state);
}

/// Sizes outermost, so that each matrix is made once.
const bool registered = [] {
  for (const std::int64_t rows : {500, 1'000, 5'000, 10'000, 100'000, 1'000'000}) {
    benchmark::RegisterBenchmark("read", read)->Arg(rows)->Unit(benchmark::kMicrosecond);
    for (const DotKernel& kernel : dot_kernels())
      benchmark::RegisterBenchmark((std::string("top_5/") + kernel.name).c_str(), top_5, kernel.run)
          ->Arg(rows)
          ->Unit(benchmark::kMicrosecond);
    if (rows > 100'000) continue;  // the store holds the matrix once more
    for (const std::int64_t k : {5, 20})
      benchmark::RegisterBenchmark("by_bytes", top_k_by_bytes)
          ->Args({rows, k})
          ->Unit(benchmark::kMicrosecond);
  }
  return true;
}();

}  // namespace
}  // namespace wmh::detail
