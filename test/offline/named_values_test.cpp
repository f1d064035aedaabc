#include "offline/named_values.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

NamedValues shown(json::object arguments) {
  NamedValues values;
  values.add_action(Action::tool_call("x", std::move(arguments)));
  return values;
}

TEST(NamedValues, HaveTheValuesThatANameHasAlone) {
  NamedValues values;
  Step step{Action::tool_call("x", {{"user", {{"name", "mia"}}}, {"ok", true}}),
            {R"( {"id": "W1", "list": [{"name": "mia"}], "total": 5, "none": null})"}};
  values.add(step);
  values.add_observation({"{\"id\": \"W2\"}"});
  values.add_observation({"id: not JSON"});
  ASSERT_NE(values.only("name"), nullptr);
  EXPECT_EQ(*values.only("name"), "\"mia\"");
  EXPECT_EQ(*values.only("total"), "5");
  for (const char* name : {"id", "ok", "none", "other", "user"})
    EXPECT_EQ(values.only(name), nullptr) << name;
}

TEST(NamedValues, AnElementHasTheNameOfItsList) {
  EXPECT_EQ(*shown({{"ids", {{"7"}}}}).only("ids"), "\"7\"");
  EXPECT_EQ(shown({{"ids", {"7", "8"}}}).only("ids"), nullptr);
}

Step step_of(json::object arguments, std::string observed) {
  return {Action::tool_call("x", std::move(arguments)), {std::move(observed)}};
}

void add(ShownValues& values, const Step& step, std::size_t index) {
  ReadObservations read;
  values.add_action(step.action, index);
  values.add(*read.values(step.observation, 1), index);
}

TEST(ReadObservations, AreReadOnceAndToldApartByTheirContent) {
  ReadObservations read;
  const auto first = read.values({R"({"id": 5, "none": null})"}, 1);
  EXPECT_EQ(first->size(), 1U);
  EXPECT_EQ(read.values({R"({"id": 5, "none": null})"}, 1), first);
  EXPECT_EQ(read.values({R"({"id": 5, "name": "mia"})"}, 1)->size(), 2U);
  EXPECT_EQ(read.values({"not JSON"}, 2)->size(), 0U);
}

TEST(ShownValues, AreKnownByNameWithTheLastStepThatShowedThem) {
  const Step steps[] = {step_of({{"id", "W1"}}, R"({"total": 5, "user": {"name": "mia"}})"),
                        step_of({{"id", "W2"}}, R"([{"name": "mia"}])"),
                        step_of({{"id", "W2"}}, "not JSON")};
  ShownValues values;
  for (std::size_t i = 0; i < std::size(steps); ++i)
    add(values, steps[i], i);
  EXPECT_EQ(values.known("id").count, 2U);
  EXPECT_EQ(values.known("other").count, 0U);
  const auto name = values.known("name");
  EXPECT_EQ(name.count, 1U);
  EXPECT_EQ(name.shown.step, 1U);
  EXPECT_EQ(text_in(steps[1], name.shown), "\"mia\"");
  EXPECT_EQ(text_in(steps[2], name.shown), "");
}

TEST(ShownValues, AreForgottenWithTheLastStepThatShowedThem) {
  ShownValues values;
  add(values, step_of({{"id", "W1"}}, R"({"total": 5})"), 0);
  add(values, step_of({{"id", "W2"}}, R"({"total": 5})"), 1);
  values.forget_before(1);
  const auto id = values.known("id");
  EXPECT_EQ(id.count, 1U);
  EXPECT_EQ(text_in(Action::tool_call("x", {{"id", "W2"}}), id.shown), "\"W2\"");
  EXPECT_EQ(values.known("total").count, 1U);
}

}  // namespace
}  // namespace wmh::detail
