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

TEST(ShownValues, AreKnownByNameWithTheLastStepThatShowedThem) {
  const Step steps[] = {step_of({{"id", "W1"}}, R"({"total": 5, "user": {"name": "mia"}})"),
                        step_of({{"id", "W2"}}, R"([{"name": "mia"}])"),
                        step_of({{"id", "W2"}}, "not JSON")};
  ShownValues values;
  for (std::size_t i = 0; i < std::size(steps); ++i)
    values.add(steps[i], i);
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
  values.add(step_of({{"id", "W1"}}, R"({"total": 5})"), 0);
  values.add(step_of({{"id", "W2"}}, R"({"total": 5})"), 1);
  values.forget_before(1);
  const auto id = values.known("id");
  EXPECT_EQ(id.count, 1U);
  EXPECT_EQ(text_in(Action::tool_call("x", {{"id", "W2"}}), id.shown), "\"W2\"");
  EXPECT_EQ(values.known("total").count, 1U);
}

}  // namespace
}  // namespace wmh::detail
