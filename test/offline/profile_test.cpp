#include "offline/profile.hpp"

#include "judges/score.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

TEST(Profile, IsAsAlikeAsTheStructuralJudgeSays) {
  const Observation table[] = {
      {""},
      {" \n"},
      {"done"},
      {"done\n"},
      {"done", true},
      {"a b c"},
      {"a b d d"},
      {"a, b; c"},
      {"5"},
      {"5.0"},
      {"{"},
      {"{}"},
      {"[]"},
      {"[1,2,3]"},
      {"[1, 2]"},
      {"[1,2,3]", true},
      {R"({"a":1,"b":2})"},
      {R"( {"b": 2.0, "a": 1})"},
      {R"({"a":1,"b":"2"})"},
      {R"({"a":true,"b":null})"},
      {R"({"a":{},"b":[]})"},
      {R"({"a":[],"b":{}})"},
      {R"({"a":0})"},
      {R"({"a":-0.0})"},
      {R"({"a":0.0})"},
      {R"({"a":9007199254740993})"},
      {R"({"a":9007199254740992})"},
      {R"({"a":{"b":[{"c":"d"}]}})"},
      {R"({"a":{"b":[{"c":"e"}]}})"},
      {"é ü"},
      {"é"},
  };
  for (const Observation& truth : table)
    for (const Observation& guess : table)
      EXPECT_NEAR(structural_similarity(Profile(truth), Profile(guess)),
                  structural_verdict(truth, guess).score, 1e-12)
          << truth.content << " | " << guess.content;
}

TEST(Profile, ComparesTheFirst16KiBOfATextAndAllOfJson) {
  const std::string words(16 << 10, ' ');
  EXPECT_EQ(structural_similarity(Profile({"a" + words + "b"}), Profile({"a" + words + "c"})), 1);
  const std::string filler = "\"" + std::string(16 << 10, 'x') + "\"";
  EXPECT_EQ(structural_similarity(Profile({"[" + filler + ",1]"}), Profile({"[" + filler + ",2]"})),
            0.5);
}

TEST(Profile, TellsOfTheObservation) {
  const Profile empty({" "}), error({" abc ", true}), json({"[]"});
  EXPECT_TRUE(empty.empty());
  EXPECT_FALSE(error.empty());
  EXPECT_TRUE(error.is_error());
  EXPECT_EQ(error.length(), 3U);
  EXPECT_TRUE(json.is_json());
  EXPECT_FALSE(error.is_json());
  EXPECT_FALSE(Profile({"[1"}).is_json());
}

}  // namespace
}  // namespace wmh::detail
