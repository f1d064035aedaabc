#include "engine/packed_evidence.hpp"

#include <wmh/json.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace wmh::detail {
namespace {

Observation with_evidence(json::value evidence) {
  Observation observation{.content = "c"};
  observation.is_error = true;
  observation.reward = 0.5;
  observation.metadata = {
      {"source", "model"}, {"evidence", std::move(evidence)}, {"confidence", 0.25}};
  return observation;
}

TEST(PackedEvidence, ComesBackAsItWas) {
  const Observation before = with_evidence(
      parse_json(
          R"({"demonstrations":[{"trace_id":"\"é","step":3,"similarity":0.1},)"
          R"({"trace_id":null,"step":18446744073709551615,"similarity":1.0,"more":[[{}]]}]})")
          .value());
  const PackedObservation packed = pack(before);
  EXPECT_TRUE(packed.rest.metadata.at("evidence").is_null());
  const Observation after = unpack(packed.rest, packed.evidence);
  EXPECT_EQ(after, before);
  EXPECT_EQ(to_text(to_json(after)), to_text(to_json(before)));
}

TEST(PackedEvidence, WhatIsNoneStays) {
  const Observation bare{.content = "c"};
  EXPECT_EQ(pack(bare).rest, bare);
  EXPECT_EQ(unpack(bare, ""), bare);
  json::value deep = json::array();
  for (int i = 0; i < 1000; ++i)
    deep = json::array{std::move(deep)};
  for (const json::value& evidence :
       {json::value(), json::value("text"), json::value(2), std::move(deep),
        json::value{std::numeric_limits<double>::infinity(), 1}, json::value{{"a", "\xff"}}}) {
    const PackedObservation packed = pack(with_evidence(evidence));
    EXPECT_EQ(packed.evidence, "");
    EXPECT_EQ(packed.rest.metadata.at("evidence"), evidence);
  }
}

}  // namespace
}  // namespace wmh::detail
