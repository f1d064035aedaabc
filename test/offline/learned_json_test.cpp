#include "offline/learned_json.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

namespace wmh::detail {
namespace {

using testing::FailsWith;
using testing::MessageHas;

Learned example() {
  Learned learned;
  learned.effects.add(0xffffffffffffffff, Effects::Reach::any);
  learned.effects.add(1, Effects::Reach::sharing);
  learned.trust.add_trials(0x8000000000000000, {3, 4});
  learned.trust.threshold = 0.8125;
  learned.nearest.weights[0] = 0.25;
  learned.nearest.weights[feature_count - 1] = -1.5;
  Calibration& calibration = learned.nearest.calibrations[1];
  calibration.regression.offset = -1.5;
  calibration.regression.weights[3] = 0.25;
  calibration.levels = {{0, 0.125}, {0.5, 0.75}};
  std::vector<float> weights(HashedRegression::slots, 0.0F);
  weights.front() = 0.5F;
  weights.back() = -0.25F;
  learned.nearest.difference = HashedRegression(weights);
  weights.front() = 0.125F;
  learned.nearest.suitability = HashedRegression(std::move(weights));
  return learned;
}

TEST(LearnedJson, GoesThereAndBack) {
  const Learned learned = example();
  const json::value text = parse_json(to_text(json::value(to_json(learned, 7)))).value();
  const auto read = learned_from_json(text, 7);
  ASSERT_THAT(read, testing::IsOk());
  ASSERT_TRUE(*read);
  EXPECT_EQ((*read)->effects.reaches(), learned.effects.reaches());
  EXPECT_EQ((*read)->trust.threshold, 0.8125);
  EXPECT_EQ((*read)->trust.trials().at(0x8000000000000000).right, 3);
  EXPECT_EQ((*read)->trust.trials().at(0x8000000000000000).count, 4);
  EXPECT_EQ((*read)->nearest.weights, learned.nearest.weights);
  EXPECT_EQ((*read)->nearest.difference.weights(), learned.nearest.difference.weights());
  EXPECT_EQ((*read)->nearest.suitability.weights(), learned.nearest.suitability.weights());
  EXPECT_EQ((*read)->nearest.calibrations[0]({3}), 0.5);
  for (const double input : {5, 7})
    EXPECT_EQ((*read)->nearest.calibrations[1]({0, 0, 0, input}),
              learned.nearest.calibrations[1]({0, 0, 0, input}));
  EXPECT_EQ(to_json(**read, 7), to_json(learned, 7));
}

TEST(LearnedJson, OfAnotherVersionOrOtherRecordingsIsNotTaken) {
  json::object other = to_json(example(), 7);
  EXPECT_FALSE(learned_from_json(other, 8).value());
  other["version"] = 1;
  other["effects"] = nullptr;
  EXPECT_FALSE(learned_from_json(other, 7).value()) << "what it holds is not looked at";
}

TEST(LearnedJson, ThatIsCorruptIsAnError) {
  const auto with = [](const char* key, json::value value) {
    json::object object = to_json(example(), 7);
    object[key] = std::move(value);
    return json::value(std::move(object));
  };
  json::object nearest = to_json(example(), 7).at("nearest").as_object();
  const auto nearest_with = [&](const char* key, json::value value) {
    json::object changed = nearest;
    changed[key] = std::move(value);
    return with("nearest", std::move(changed));
  };
  const auto calibrations_with = [&](const char* key, json::value value) {
    json::value changed = nearest.at("calibrations");
    changed.as_array()[1].as_object()[key] = std::move(value);
    return changed;
  };
  const json::value corrupt[] = {
      json::value(nullptr),
      json::value(json::object()),
      with("version", "1"),
      with("rows", -7),
      with("effects", json::value{{"a"}}),
      with("effects", {json::array{"xyz", "any"}}),
      with("effects", {json::array{"", "any"}}),
      with("trials", {json::array{"1", 2}}),
      with("trials", {json::array{"1", 5, 4}}),
      with("trials", {json::array{"1", -1, 4}}),
      with("threshold", "high"),
      nearest_with("weights", json::array{1, 2}),
      nearest_with("calibrations", json::array{json::array{}}),
      nearest_with("calibrations", calibrations_with("weights", json::array{1, 2})),
      nearest_with("calibrations", calibrations_with("levels", {{0.5, 0.1}, {0.4, 0.2}})),
      nearest_with("calibrations", calibrations_with("levels", {{0.5, 1.1}})),
      nearest_with("difference", {json::array{HashedRegression::slots, 1}}),
      nearest_with("suitability", nullptr),
  };
  for (const json::value& value : corrupt) {
    const auto read = learned_from_json(value, 7);
    EXPECT_THAT(read, FailsWith(errc::corrupt_artifact)) << to_text(value).substr(0, 300);
    EXPECT_THAT(read, MessageHas("what was learned cannot be read"));
  }
}

}  // namespace
}  // namespace wmh::detail
