#include "retrieval/top_k.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace wmh::detail {
namespace {

std::vector<float> random_rows(std::size_t count, std::size_t dim, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> value(-1, 1);
  std::vector<float> rows(count * dim);
  for (float& v : rows)
    v = value(random);
  return rows;
}

std::vector<Hit> naive(const std::vector<float>& rows, std::size_t dim, const float* query,
                       std::size_t k, DotRows dot) {
  std::vector<Hit> all(rows.size() / dim);
  for (std::size_t row = 0; row < all.size(); ++row) {
    all[row].row = row;
    dot(rows.data() + row * dim, 1, dim, query, &all[row].score);
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Hit& a, const Hit& b) { return a.score > b.score; });
  all.resize(std::min(k, all.size()));
  return all;
}

TEST(TopK, EqualsASortForEveryKernel) {
  for (const DotKernel& kernel : dot_kernels())
    for (const std::size_t dim : {1U, 7U, 16U, 63U, 64U, 100U, 512U})
      for (const std::size_t count : {0U, 1U, 5U, 257U, 1000U})
        for (const std::size_t k : {0U, 1U, 5U, 2000U}) {
          const std::vector<float> rows = random_rows(count, dim, 7);
          const std::vector<float> query = random_rows(1, dim, 8);
          TopK best(k);
          best.scan(rows.data(), 0, count, dim, query.data(), kernel.run);
          EXPECT_EQ(best.take(), naive(rows, dim, query.data(), k, kernel.run))
              << kernel.name << " " << count << "x" << dim << " k=" << k;
        }
}

TEST(TopK, KernelsAgree) {
  for (const std::size_t dim : {3U, 64U, 100U, 512U}) {
    const std::vector<float> rows = random_rows(50, dim, 1);
    const std::vector<float> query = random_rows(1, dim, 2);
    std::vector<float> portable(50), other(50);
    dot_kernels().front().run(rows.data(), 50, dim, query.data(), portable.data());
    for (const DotKernel& kernel : dot_kernels()) {
      kernel.run(rows.data(), 50, dim, query.data(), other.data());
      for (std::size_t i = 0; i < 50; ++i)
        EXPECT_NEAR(portable[i], other[i], 1e-4) << kernel.name;
    }
  }
}

TEST(TopK, OrdersEqualScoresByRow) {
  const std::vector<float> rows(600 * 8, 0.25F);
  TopK best(4);
  best.scan(rows.data(), 0, 600, 8, rows.data());
  std::vector<std::size_t> order;
  for (const Hit& hit : best.take())
    order.push_back(hit.row);
  EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2, 3}));
}

TEST(TopK, LeavesSkippedRowsOut) {
  const std::vector<float> rows{1, 2, 3, 4, 5};
  const float query = 1;
  TopK best(2, [](std::size_t row) { return row == 4; });
  best.scan(rows.data(), 0, 5, 1, &query);
  EXPECT_EQ(best.take(), (std::vector<Hit>{{3, 4}, {2, 3}}));
}

}  // namespace
}  // namespace wmh::detail
