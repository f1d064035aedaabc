// What the two desks of examples/tau-bench have in common: arguments, episodes, customers, agents.
#include "desk/calculate.hpp"
#include "examples/desk.hpp"
#include "tasks/scripted_agent.hpp"
#include "tasks/slips.hpp"

#include <set>

namespace wmh {
namespace {

using testing::at;
using testing::DeskEpisode;
using testing::FailsWith;
using testing::Refuses;

TEST(TauArguments, AreCheckedInOneWording) {
  DeskEpisode desk("airline");
  const auto call = [&](std::string_view arguments) {
    return desk.call("update_reservation_passengers", arguments);
  };
  EXPECT_THAT(desk.call("get_user", "{}"), Refuses("there is no tool \"get_user\""));
  EXPECT_THAT(call("{}"), Refuses("\"reservation_id\" is missing"));
  EXPECT_THAT(call(R"({"reservation_id":7,"passengers":[]})"),
              Refuses("update_reservation_passengers: \"reservation_id\" must be a string, not an "
                      "integer"));
  EXPECT_THAT(call(R"({"reservation_id":"9AWPVY","passengers":{}})"),
              Refuses("\"passengers\" must be a list, not an object"));
  EXPECT_THAT(call(R"({"reservation_id":"9AWPVY","passengers":[{"first_name":"A"}]})"),
              Refuses("\"passengers[0].last_name\" is missing"));
  EXPECT_THAT(call(R"({"reservation_id":"9AWPVY","passengers":[],"urgent":true})"),
              Refuses("\"urgent\" is not known here"));
  EXPECT_THAT(desk.call("cancel_reservation", R"({"reservation_id":"9AWPVY","reason":"bored"})"),
              Refuses("\"reason\" must be one of change_of_plan, airline_cancelled, health, "
                      "weather, other, not \"bored\""));
  EXPECT_THAT(
      desk.call("send_certificate", R"({"user_id":"a","reservation_id":"b","amount":99999999})"),
      Refuses("\"amount\" is out of range"));
}

TEST(TauArguments, AreDeclaredByEveryTool) {
  const auto airline = DeskEpisode("airline").env().desk().signatures();
  const auto retail = DeskEpisode("retail").env().desk().signatures();
  EXPECT_EQ(airline.size(), 13U);
  EXPECT_EQ(retail.size(), 15U);
  EXPECT_THAT(airline, ::testing::Contains("search_direct_flight(origin: string, destination: "
                                           "string, date: string)"));
  EXPECT_THAT(retail, ::testing::Contains("return_delivered_order_items(order_id: string, "
                                          "item_ids: string[], payment_id: string)"));
}

TEST(TauCalculate, KnowsArithmetic) {
  const auto text = [](std::string_view expression) {
    return tau::number_text(tau::calculate(expression).value());
  };
  EXPECT_EQ(text("1 + 2 * 3 - 8 / 4"), "5");
  EXPECT_EQ(text("-(2.5 + 0.25) * 2"), "-5.5");
  EXPECT_EQ(text("36.38+53.63"), "90.01");
  EXPECT_EQ(text("0 - 0.001"), "0");
  for (const std::string_view bad : {"", "1 +", "(1", "1 / 0", "two", "1 2", "1e999 * 1"})
    EXPECT_THAT(tau::calculate(bad), FailsWith(errc::invalid_argument)) << bad;
  EXPECT_THAT(tau::calculate(std::string(5000, '(')), testing::MessageHas("too deeply nested"));
}

TEST(TauTransfer, EndsWhatTheDeskDoes) {
  DeskEpisode desk("retail");
  const auto transferred = desk.call("transfer_to_human_agents", R"({"summary":"too hard"})");
  EXPECT_EQ(transferred.content, "Transfer successful");
  EXPECT_THAT(desk.call("calculate", R"({"expression":"1+1"})"),
              Refuses("this conversation is with a human agent now"));
  ASSERT_TRUE(desk.env().reset());
  EXPECT_EQ(desk.call("calculate", R"({"expression":"1+1"})").content, "2");
}

TEST(TauEnv, IsClosedUntilReset) {
  auto env = tau::open_env("airline", tau::data_folder()).value();
  EXPECT_THAT(env->step(Action::message("Hello?")), FailsWith(errc::invalid_argument));
  EXPECT_EQ(env->reset().value().structured,
            (json::object{{"desk", "airline"}, {"now", "2030-06-12 09:00"}}));
  env->close();
  env->close();
  EXPECT_THAT(env->step(Action::message("Hello?")), FailsWith(errc::invalid_argument));
}

TEST(TauEnv, ResetRestoresTheDatabase) {
  DeskEpisode desk("retail");
  const auto look = [&] {
    return desk.call("get_order_details", R"({"order_id":"#W4747402"})").content;
  };
  const std::string before = look();
  desk.ask("cancel_pending_order", R"({"order_id":"#W4747402","reason":"no_longer_needed"})");
  EXPECT_NE(look(), before);
  ASSERT_TRUE(desk.env().reset());
  EXPECT_EQ(look(), before);
}

TEST(TauEnv, UnknownDeskAndBadFilesAreErrors) {
  EXPECT_THAT(tau::open_env("railway", tau::data_folder()),
              testing::MessageHas("no desk \"railway\"; have: airline, retail"));
  EXPECT_THAT(tau::open_env("retail", "/nowhere"), FailsWith(errc::not_found));
}

TEST(TauCustomer, AnswersByWhatIsAsked) {
  tau::Customer customer({"I am Ann.", "I want tea.", "Cash.", "Then coffee.", tau::Temper::terse});
  EXPECT_EQ(customer.answer("Hello, how can I help you?"), "I want tea.");
  EXPECT_EQ(customer.answer("Hello, how can I help you?"), "Again: I want tea.");
  EXPECT_EQ(customer.answer("What is your user id?"), "I am Ann.");
  EXPECT_EQ(customer.answer("How would you like to pay?"), "Cash.");
  EXPECT_EQ(customer.answer("I am sorry, that is not possible."), "Then coffee.");
  EXPECT_EQ(customer.answer("Sorry again."), "Fine.");
  EXPECT_EQ(customer.answer("Shall I proceed?"), "Yes.");
  EXPECT_EQ(customer.answer("Anything else?"), "No. Bye.");
  EXPECT_EQ(customer.answer("Lorem ipsum."), "What? I want tea.");
}

TEST(TauCustomer, IsTheOneOfTheTask) {
  const auto desk = tau::open_desk("airline", tau::data_folder()).value();
  DeskEpisode known("airline", desk.tasks.front().text);
  EXPECT_EQ(known.say("How can I help?").content, desk.tasks.front().customer.wish);
  DeskEpisode stranger("airline", "You want to sing.");
  EXPECT_EQ(stranger.say("How can I help?").content, "Hello. You want to sing.");
}

TEST(TauSlips, GetCallsWrongInEveryWay) {
  const tau::Call good{"get_user_details", {{"user_id", "ann_12"}, {"deep", true}}};
  std::set<std::string> wrong;
  for (std::uint64_t dice = 0; dice < 10; ++dice)
    if (const auto call = tau::slip(good, dice))
      wrong.insert(call->tool + canonical_json(call->arguments));
  EXPECT_THAT(wrong, ::testing::UnorderedElementsAre(
                         R"(get_user{"deep":true,"user_id":"ann_12"})",
                         R"(get_user_details{"user_id":"ann_12"})",
                         R"(get_user_details{"deep":true,"user_id":["ann_12"]})",
                         R"(get_user_details{"deep":true,"user_id":"ann_21"})",
                         R"(get_user_details{"deep":true,"urgent":true,"user_id":"ann_12"})"));
}

/// Every task of a desk in every style.
std::vector<std::vector<Step>> work_on_everything(std::string_view desk) {
  const auto opened = tau::open_desk(desk, tau::data_folder()).value();
  const auto env = tau::open_env(desk, tau::data_folder()).value();
  std::vector<std::vector<Step>> episodes;
  for (const tau::Task& task : opened.tasks) {
    for (const tau::Style& style : tau::styles) {
      tau::ScriptedAgent agent(desk, task, style);
      auto episode = run_episode(*env, agent, SessionStart(task.text), 1000).value();
      EXPECT_EQ(episode.stop_reason, StopReason::agent_done) << task.id;
      episodes.push_back(std::move(episode.steps));
    }
  }
  return episodes;
}

class TauAgents : public ::testing::TestWithParam<std::string_view> {};

TEST_P(TauAgents, DoTheSameEveryTime) {
  EXPECT_EQ(work_on_everything(GetParam()), work_on_everything(GetParam()));
}

/// Every tool is used, and refuses at times.
TEST_P(TauAgents, UseEveryTool) {
  std::set<std::string> used;
  std::size_t steps = 0, refused = 0, messages = 0;
  for (const auto& episode : work_on_everything(GetParam())) {
    for (const Step& step : episode) {
      ++steps;
      refused += step.observation.is_error ? 1 : 0;
      messages += step.action.kind() == ActionKind::message ? 1 : 0;
      if (!step.observation.is_error) used.emplace(step.action.name());
    }
  }
  for (const std::string& signature : DeskEpisode(GetParam()).env().desk().signatures())
    EXPECT_TRUE(used.contains(signature.substr(0, signature.find('(')))) << signature;
  EXPECT_GT(steps, 500U);
  EXPECT_GT(refused, steps / 20);
  EXPECT_LT(messages, steps / 4);
}

INSTANTIATE_TEST_SUITE_P(Desks, TauAgents, ::testing::ValuesIn(tau::desk_names),
                         [](const auto& each) { return std::string(each.param); });

}  // namespace
}  // namespace wmh
