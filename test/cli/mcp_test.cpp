#include <wmh/json.hpp>
#include <wmh/trace_source.hpp>

#include "cli/support.hpp"
#include "support/source_dir.hpp"
#include "support/temp_dir.hpp"

#include <boost/json/object.hpp>

#include <sstream>

namespace wmh::cli::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string root = wmh::testing::source_dir() / "examples/tau-bench";

TEST(Mcp, AnswersAClientAndPrintsNothingElse) {
  const Outcome outcome = run_wmh(
      {"mcp", "--root", root, "--name", "airline"},
      R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}})"
      "\n"
      R"({"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"list_all_airports"}})"
      "\n");
  EXPECT_EQ(outcome.code, exit_ok);
  std::istringstream lines(outcome.out);
  std::vector<json::value> answers;
  for (std::string line; std::getline(lines, line);)
    answers.push_back(parse_json(line).value());
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[1].at("id").as_int64(), 2);
  EXPECT_FALSE(answers[1].at("result").at("isError").as_bool());
  EXPECT_THAT(outcome.err, HasSubstr("offline"));
  EXPECT_THAT(outcome.err, HasSubstr("tools; waiting for an MCP client"));
}

TEST(Mcp, WritesItsStepsAsTraces) {
  const wmh::testing::TempDir folder;
  const auto file = folder / "served.jsonl";
  const Outcome outcome = run_wmh(
      {"mcp", "--root", root, "--name", "airline", "--task", "a task", "--trace-out",
       file.string()},
      R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}})"
      "\n"
      R"({"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"list_all_airports"}})"
      "\n");
  EXPECT_EQ(outcome.code, exit_ok);
  const auto traces = read_all(*open_traces({file}).value()).value();
  ASSERT_EQ(traces.size(), 1U);
  ASSERT_EQ(traces[0].steps.size(), 1U);
  EXPECT_EQ(traces[0].steps[0].action, Action::tool_call("list_all_airports"));
  EXPECT_EQ(traces[0].steps[0].task, "a task");
  EXPECT_EQ(traces[0].metadata.at("model"), "airline");
}

TEST(Mcp, NeedsAModel) {
  const Outcome outcome = run_wmh({"mcp", "--root", root, "--name", "nowhere"});
  EXPECT_EQ(outcome.code, exit_usage);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, StartsWith("wmh: no world model"));
}

}  // namespace
}  // namespace wmh::cli::testing
