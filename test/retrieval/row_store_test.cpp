#include "retrieval/row_store.hpp"

#include "retrieval/hashing_embedder.hpp"
#include "support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <thread>

namespace wmh::detail {
namespace {

using Rows = std::vector<std::vector<float>>;
using Skip = std::function<bool(std::size_t)>;

std::unique_ptr<RowStore> store_of(const Rows& rows) {
  auto store = std::make_unique<RowStore>(rows.front().size());
  for (const auto& row : rows)
    store->append(row);
  return store;
}

/// What floats alone find.
std::vector<Hit> expected(const Rows& rows, const std::vector<float>& query, std::size_t k,
                          const Skip& skip = {}) {
  TopK best(k, skip);
  for (std::size_t row = 0; row < rows.size(); ++row)
    best.scan(rows[row].data(), row, 1, query.size(), query.data());
  return best.take();
}

Rows random_rows(std::size_t count, std::size_t dim, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> value(0, 1.0F / std::sqrt(static_cast<float>(dim)));
  Rows rows(count, std::vector<float>(dim));
  for (auto& row : rows)
    for (float& each : row)
      each = value(random);
  return rows;
}

void expect_equal(const Rows& rows, const std::vector<float>& query) {
  const auto store = store_of(rows);
  const Skip odd = [](std::size_t row) {
    return row % 2 == 1;
  };
  for (const std::size_t k : {0U, 1U, 5U, 20U, 100U, 10'000U}) {
    EXPECT_EQ(store->best(query, k), expected(rows, query, k)) << "k=" << k;
    EXPECT_EQ(store->best(query, k, odd), expected(rows, query, k, odd)) << "k=" << k;
  }
}

TEST(RowStore, EqualsAScanOfFloats) {
  for (const std::size_t dim : {1U, 3U, 32U, 100U, 512U})
    for (const std::size_t count : {1U, 511U, 512U, 513U, 3000U}) {
      const Rows rows = random_rows(count, dim, 5);
      expect_equal(rows, random_rows(1, dim, 6).front());
      expect_equal(rows, rows[count / 2]);
    }
}

TEST(RowStore, TiesZerosAndDuplicatesKeepTheirOrder) {
  Rows rows = random_rows(2000, 96, 7);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i % 3 == 0) rows[i] = rows[i % 12];
    if (i % 7 == 0) std::fill(rows[i].begin(), rows[i].end(), 0.0F);
  }
  expect_equal(rows, rows[3]);
  expect_equal(rows, std::vector<float>(96, 0));
  expect_equal(Rows(1500, std::vector<float>(96, 0.1F)), rows[3]);
  expect_equal(Rows(1500, std::vector<float>(96, 0)), rows[3]);
}

TEST(RowStore, RowsThatDifferByLessThanTheirBytes) {
  Rows rows(1500, random_rows(1, 64, 8).front());
  std::mt19937 random(9);
  for (auto& row : rows)
    for (float& value : row)
      value = std::nextafter(value, random() % 2 == 0 ? 1.0F : -1.0F);
  expect_equal(rows, rows[700]);
  expect_equal(rows, random_rows(1, 64, 10).front());
}

TEST(RowStore, EqualsAScanOfFloatsForTexts) {
  const HashingEmbedder embedder(512);
  std::mt19937 random(11);
  Rows rows(2500, std::vector<float>(512));
  for (auto& row : rows)
    embedder.embed_into(
        "tool " + std::to_string(random() % 4) + " order " + std::to_string(random() % 500), row);
  expect_equal(rows, rows[1234]);
}

TEST(RowStore, RowsOfAFileComeBeforeAppendedOnes) {
  const Rows rows = random_rows(1400, 40, 12);
  testing::TempDir folder;
  auto writer = NpyWriter::create(folder / "rows.npy", 40).value();
  for (std::size_t i = 0; i < 900; ++i) {
    std::vector<float> row = rows[i];
    ASSERT_TRUE(writer.append(row));
  }
  ASSERT_TRUE(writer.finish());
  RowStore store(40, NpyMatrix::open(folder / "rows.npy").value());
  Rows same;  // the file's rows are scaled as they are read
  store.for_each_block(0, 900, [&](std::size_t, std::size_t count, const float* values) {
    for (std::size_t i = 0; i < count; ++i)
      same.emplace_back(values + i * 40, values + (i + 1) * 40);
  });
  for (std::size_t i = 900; i < rows.size(); ++i) {
    if (i % 100 == 0) {
      EXPECT_EQ(store.best(rows[3], 7), expected(same, rows[3], 7));
    }
    store.append(rows[i]);
    same.push_back(rows[i]);
  }
  EXPECT_EQ(store.size(), 1400U);
  EXPECT_EQ(store.best(rows[3], 7), expected(same, rows[3], 7));
  std::size_t next = 850;
  store.for_each_block(850, 1400, [&](std::size_t first, std::size_t count, const float* values) {
    EXPECT_EQ(first, next);
    EXPECT_EQ(values[0], same[first][0]);
    next += count;
  });
  EXPECT_EQ(next, 1400U);
}

TEST(RowStore, ReadersDoNotWaitForTheWriter) {
  const Rows rows = random_rows(4000, 16, 13);
  RowStore store(16);
  for (std::size_t i = 0; i < 1000; ++i)
    store.append(rows[i]);
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&] {
      while (store.size() < rows.size())
        EXPECT_EQ(store.best(rows[10], 3).size(), 3U);
    });
  for (std::size_t i = 1000; i < rows.size(); ++i)
    store.append(rows[i]);
  for (std::thread& reader : readers)
    reader.join();
  EXPECT_EQ(store.best(rows[10], 9), expected(rows, rows[10], 9));
}

}  // namespace
}  // namespace wmh::detail
