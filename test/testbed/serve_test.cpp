#include "testbed/serve.hpp"

#include <wmh/json.hpp>

#include "testbed/counter_testbed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace wmh {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> answers(const std::string& requests) {
  testing::CounterTestbed testbed(2);
  std::istringstream in(requests);
  std::ostringstream out;
  detail::serve(testbed, in, out);
  std::istringstream lines(out.str());
  std::vector<std::string> all;
  for (std::string line; std::getline(lines, line);)
    all.push_back(line);
  return all;
}

const std::string assignment = R"("assignment":{"trace_id":"1","metadata":{"goal":3,"by":2}})";

TEST(Serve, RunsEpisodesByTheirNumbers) {
  EXPECT_THAT(
      answers(R"({"do":"open_env","env":1,)" + assignment + R"(}
{"do":"open_env","env":7,)" +
              assignment + R"(}
{"do":"reset","env":1}
{"do":"reset","env":7,"task":"x","state":{"scratchpad":"y"}}
{"do":"step","env":7,"action":{"kind":"tool_call","name":"add","arguments":{"n":2}}}
{"do":"step","env":1,"action":{"kind":"tool_call","name":"add","arguments":{"n":3}}}
{"do":"close_env","env":7}
)"),
      ElementsAre("{}", "{}", HasSubstr(R"({"state":{"structured":{"start":0})"),
                  HasSubstr(R"({"state":)"), HasSubstr(R"({"observation":{"content":"sum 2")"),
                  HasSubstr(R"({"observation":{"content":"sum 3")"), "{}"));
}

TEST(Serve, AgentsRememberWhatTheyWereTold) {
  EXPECT_THAT(answers(R"({"do":"open_agent","agent":0,)" + assignment + R"(}
{"do":"act","agent":0,"from":0,"steps":[]}
{"do":"act","agent":0,"from":0,"steps":[{"action":{"kind":"message"},"observation":{"content":"sum 3"}}]}
{"do":"act","agent":0,"from":2,"steps":[]}
{"do":"close_agent","agent":0})"),
              ElementsAre("{}", HasSubstr(R"("arguments":{"n":2})"), HasSubstr("<DONE>"),
                          HasSubstr("\\\"from\\\" is past the 1 steps known"), "{}"));
}

TEST(Serve, JudgesSteps) {
  EXPECT_THAT(
      answers(
          R"({"do":"outcome","steps":[{"action":{"kind":"message"},"observation":{"content":"sum 3"}}],)" +
          assignment + "}\n"),
      ElementsAre(R"({"outcome":{"success":true,"details":{"sum":3}}})"));
}

TEST(Serve, AnswersEveryLineAndGoesOn) {
  const auto all = answers(R"(
nonsense
[]
{"do":"dance"}
{"do":"step","env":1}
{"do":"open_env","env":-1}
{"do":"open_env","env":1}
{"do":"open_env","env":1,"assignment":{"trace_id":3}}
{"do":"hello"}
)");
  EXPECT_THAT(all, ElementsAre(HasSubstr("not JSON"), HasSubstr("not JSON"),
                               HasSubstr("a request is a JSON object"),
                               HasSubstr("not \\\"dance\\\""), HasSubstr("env 1 is not open"),
                               HasSubstr("\\\"env\\\" must be a whole number from 0"),
                               HasSubstr("\\\"assignment\\\" is missing"),
                               HasSubstr("\\\"trace_id\\\" must be a text"),
                               R"({"protocol":1,"name":"counter"})"));
}

}  // namespace
}  // namespace wmh
