#include "retrieval/byte_rows.hpp"

#include "retrieval/dot_rows.hpp"
#include "retrieval/hashing_embedder.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace wmh::detail {
namespace {

using Row = std::vector<float>;

Row random_row(std::mt19937& random, std::size_t dim, float scale) {
  std::normal_distribution<float> value(0, scale);
  Row row(dim);
  for (float& each : row)
    each = value(random);
  return row;
}

/// By how much bounds exceed scores at most; negative where a bound is none.
std::pair<float, float> slack(const std::vector<Row>& rows, const Row& query) {
  ByteRows bytes(query.size());
  for (const Row& row : rows)
    bytes.append(row);
  std::pair<float, float> least_most{1e30F, -1e30F};
  for (const DotBytesKernel& narrow : dot_bytes_kernels())
    for (const DotKernel& kernel : dot_kernels()) {
      const auto bounds = bytes.upper_bounds(query, rows.size(), narrow.run);
      for (std::size_t i = 0; i < rows.size(); ++i) {
        float score = 0;
        kernel.run(rows[i].data(), 1, query.size(), query.data(), &score);
        least_most.first = std::min(least_most.first, bounds[i] - score);
        least_most.second = std::max(least_most.second, bounds[i] - score);
      }
    }
  return least_most;
}

TEST(ByteRows, BoundsHoldForEveryKernel) {
  std::mt19937 random(3);
  for (const std::size_t dim : {1U, 2U, 17U, 32U, 100U, 512U, 1537U})
    for (const float scale : {1e-44F, 1e-25F, 1e-12F, 1.0F, 1e6F}) {
      std::vector<Row> rows;
      for (std::size_t i = 0; i < 200; ++i)
        rows.push_back(random_row(random, dim, scale));
      const Row query = random_row(random, dim, 1);
      rows.push_back(query);
      rows.push_back(Row(dim, 0));
      rows.push_back(Row(dim, 0.125F));
      EXPECT_GE(slack(rows, query).first, 0) << dim << " " << scale;
      EXPECT_GE(slack(rows, Row(dim, 0)).first, 0) << dim << " " << scale;
    }
}

TEST(ByteRows, OneLargeValueAmongSmallOnes) {
  std::mt19937 random(4);
  Row row = random_row(random, 512, 0.001F), query = random_row(random, 512, 0.04F);
  row[7] = 1;
  query[7] = 0;
  EXPECT_GE(slack({row}, query).first, 0);
}

TEST(ByteRows, HashedTextsAreExactButForRounding) {
  const HashingEmbedder embedder(512);
  std::vector<Row> rows;
  for (int i = 0; i < 300; ++i) {
    rows.emplace_back(512);
    std::string text = "get_order {\"order_id\":\"#W" + std::to_string(i * 7919) + "\"}";
    for (int more = 0; more < i; more += 30)
      text += " the quick brown fox jumps over " + std::to_string(more);
    embedder.embed_into(text, rows.back());
  }
  const auto [least, most] = slack(rows, rows[150]);
  EXPECT_GE(least, 0);
  EXPECT_LT(most, 1e-4F);
}

TEST(ByteRows, MultiplesWithoutTheirUnitAreFoundToo) {
  Row row{2, -4, 6, 0, 3, -127};
  std::vector<std::int8_t> bytes(row.size());
  EXPECT_FLOAT_EQ(to_bytes(row, bytes).step, 1);
  EXPECT_EQ(bytes, (std::vector<std::int8_t>{2, -4, 6, 0, 3, -127}));
  row = {0.5F, 0.75F, -1};
  bytes.resize(3);
  EXPECT_FLOAT_EQ(to_bytes(row, bytes).step, 0.25F);
}

TEST(ByteRows, ZerosAndTheLeastNumbersHaveBounds) {
  const float least = std::numeric_limits<float>::denorm_min();
  EXPECT_GE(slack({Row(40, 0), Row(40, least), Row(40, 3 * least)}, Row(40, 1)).first, 0);
  EXPECT_GE(slack({Row(40, 0), Row(40, least)}, Row(40, least)).first, 0);
}

TEST(ByteRows, WhatBytesCannotDoIsNeverLeftOut) {
  const float infinity = std::numeric_limits<float>::infinity();
  ByteRows bytes(2);
  for (const Row& row : {Row{infinity, 0}, Row{std::nanf(""), 1}, Row{3e38F, 3e38F}, Row{1, 0}})
    bytes.append(row);
  for (const Row& query : {Row{0, 0}, Row{1, 0}, Row{infinity, 1}}) {
    const auto bounds = bytes.upper_bounds(query, 4, dot_bytes_kernels().front().run);
    for (std::size_t i = 0; i < 3; ++i)
      EXPECT_EQ(bounds[i], infinity);
  }
}

}  // namespace
}  // namespace wmh::detail
