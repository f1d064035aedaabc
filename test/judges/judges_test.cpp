#include <wmh/json.hpp>

#include "judges/score.hpp"
#include "support/run_task.hpp"
#include "support/shared.hpp"
#include "support/temp_dir.hpp"

#include <gtest/gtest.h>

namespace wmh {
namespace {

using detail::structural_verdict;

double structural(std::string actual, std::string predicted) {
  return structural_verdict({std::move(actual)}, {std::move(predicted)}).score;
}

TEST(NumericJudge, EqualsTheOriginal) {
  const auto file = testing::vectors() / "compat/numeric_judge.json";
  WMH_REQUIRE_FOLDER(file);
  const json::value cases = parse_json(testing::read_text(file)).value();
  ASSERT_EQ(cases.as_array().size(), 56U);
  for (const json::value& item : cases.as_array()) {
    const auto text = [&](const char* key) {
      return std::string(item.at(key).as_string());
    };
    const Observation actual{text("actual"), item.at("actual_error").as_bool()};
    const Observation predicted{text("predicted"), item.at("predicted_error").as_bool()};
    const auto verdict =
        detail::numeric_verdict(actual, predicted, item.at("tolerance").to_number<double>());
    EXPECT_NEAR(verdict.score, item.at("score").to_number<double>(), 1e-12) << to_text(item);
    ASSERT_EQ(verdict.dimensions.size(), item.at("dimensions").as_object().size()) << to_text(item);
    for (const auto& [path, score] : verdict.dimensions)
      EXPECT_NEAR(score, item.at("dimensions").at(path).to_number<double>(), 1e-12) << path;
  }
}

TEST(StructuralJudge, FollowsItsRules) {
  struct Case {
    const char* actual;
    const char* predicted;
    double score;
  };
  const Case cases[] = {
      {"done\n", "  done", 1},
      {"", " \n", 1},
      {"", "x", 0},
      {R"({"a":1,"b":2})", R"({"b": 2, "a": 1.0})", 1},
      {R"({"a":1,"b":2})", R"({"a":1,"b":3})", 0.5},
      {R"({"a":1})", R"({"b":1})", 0},
      {R"([1,2,3])", R"([1,2])", 2.0 / 3},
      {R"({"a":true})", R"({"a":1})", 0},
      {R"({"a":{}})", R"({"a":[]})", 0},
      {R"({"a":1})", "a 1", 4.0 / 9},  // tokens: { " a " : 1 } against a 1
      {"a b c", "a b d", 2.0 / 3},
      {"a a b", "a b b", 2.0 / 3},
      {"5", "5.0", 0.5},  // not containers: tokens 5 against 5 . 0
  };
  for (const Case& c : cases)
    EXPECT_NEAR(structural(c.actual, c.predicted), c.score, 1e-9)
        << c.actual << " | " << c.predicted;
}

TEST(StructuralJudge, AFlippedErrorIsWorthNothing) {
  EXPECT_EQ(structural_verdict({"x", true}, {"x", false}).score, 0);
  EXPECT_EQ(structural_verdict({"x", true}, {"x", true}).score, 1);
}

TEST(ExactJudge, ComparesTrimmedTexts) {
  const Step truth{Action::message("hi"), {"a "}};
  EXPECT_EQ(testing::run(make_exact_judge()->judge(truth, {"a"})).value().score, 1);
  EXPECT_EQ(testing::run(make_exact_judge()->judge(truth, {"b"})).value().score, 0);
}

}  // namespace
}  // namespace wmh
