// The rules by which spans become steps, one by one.
#include <wmh/testing/matchers.hpp>

#include "ingest/memory_traces.hpp"

#include <array>

namespace wmh {
namespace {

using testing::attribute;
using testing::only_steps;
using testing::read_memory;
using testing::span_line;

std::string chat(std::string_view attributes) {
  return span_line("a", 1,
                   attribute("gen_ai.operation.name", "chat") + "," + std::string(attributes));
}
std::string tool(std::string_view attributes, std::string_view members = "") {
  return span_line(
      "b", 2, attribute("gen_ai.operation.name", "execute_tool") + "," + std::string(attributes),
      members);
}

/// A span of the tool with one attribute, whose AnyValue is given as JSON.
Step tool_with(std::string_view key, std::string_view any_value) {
  return only_steps(tool(fmt::format(R"({{"key":"{}","value":{}}})", key, any_value))).at(0);
}

struct Value {
  std::string_view any;
  std::string_view text;
};

TEST(OtelGenai, ReadsEveryKindOfValue) {
  const Value cases[] = {
      {R"({"stringValue":"{\"b\": 1}"})", R"({"b": 1})"},
      {R"({"intValue":"12"})", "12"},
      {R"({"intValue":" +12 "})", "12"},
      {R"({"intValue":12})", "12"},
      {R"({"intValue":12.9})", "12"},
      {R"({"intValue":true})", "0"},
      {R"({"intValue":"12x"})", "0"},
      {R"({"intValue":18446744073709551615})", "18446744073709551615"},
      {R"({"intValue":"123456789012345678901234567890"})", "1.2345678901234568e+29"},
      {R"({"doubleValue":3})", "3.0"},
      {R"({"doubleValue":"2.5"})", "2.5"},
      {R"({"doubleValue":"NaN"})", ""},
      {R"({"boolValue":true})", "true"},
      {R"({"arrayValue":{"values":[{"intValue":"1"},{"stringValue":"é"}]}})", R"([1, "é"])"},
      {R"({"arrayValue":{}})", "[]"},
      {R"({"kvlistValue":{"values":[{"key":"b","value":{"intValue":1}},{"key":"a"}]}})",
       R"({"a": null, "b": 1})"},
      {R"({"bytesValue":"AAE="})", R"({"bytesValue": "AAE="})"},
      {R"("plain")", "plain"},
      {R"([1,{"intValue":2}])", R"([1, {"intValue": 2}])"},
      {"7", "7"},
      {"null", ""},
      {R"({"stringValue":"first","stringValue":"last"})", "last"},
  };
  for (const auto& [any, text] : cases)
    EXPECT_EQ(tool_with("gen_ai.tool.message", any).observation.content, text) << any;
}

TEST(OtelGenai, TakesArgumentsAsTheyCome) {
  const Value cases[] = {
      {R"({"stringValue":"{\"x\": [1, 2.5]}"})", R"({"x":[1,2.5]})"},
      {R"({"stringValue":"ls -l"})", R"({"value":"ls -l"})"},
      {R"({"stringValue":"[1]"})", R"({"value":[1]})"},
      {R"({"stringValue":""})", R"({"value":""})"},
      {R"({"stringValue":"{\"x\":\"\\ud800\"}"})", R"({"x":"\ufffd"})"},
      {R"({"stringValue":"{\"x\":123456789012345678901}"})", R"({"x":1.2345678901234568e+20})"},
      {R"({"stringValue":"{\"x\":1,\"x\":2}"})", R"({"x":2})"},
      {R"({"kvlistValue":{"values":[{"key":"x","value":{"intValue":"1"}}]}})", R"({"x":1})"},
      {R"({"intValue":"5"})", R"({"value":5})"},
      {R"({"x":1})", R"({"x":1})"},
      {"null", "{}"},
  };
  for (const auto& [any, text] : cases)
    EXPECT_EQ(canonical_json(tool_with("gen_ai.tool.call.arguments", any).action.arguments()), text)
        << any;
}

TEST(OtelGenai, PrefersTheFirstNameOfAThing) {
  const std::array<std::string_view, 4> arguments = {"gen_ai.tool.call.arguments",
                                                     "gen_ai.tool.arguments", "gen_ai.tool.input",
                                                     "gen_ai.request.arguments"};
  const std::array<std::string_view, 6> outputs = {"gen_ai.tool.message",     "gen_ai.tool.output",
                                                   "gen_ai.tool.call.result", "gen_ai.tool.result",
                                                   "gen_ai.completion",       "output"};
  std::string all;
  for (std::size_t i = arguments.size(); i-- > 0;) {
    all = attribute(arguments[i], arguments[i]) + (all.empty() ? "" : ",") + all;
    EXPECT_EQ(only_steps(tool(all)).at(0).action.arguments().at("value"),
              json::value(arguments[i]));
  }
  for (std::size_t i = outputs.size(); i-- > 0;) {
    all = attribute(outputs[i], outputs[i]) + "," + all;
    EXPECT_EQ(only_steps(tool(all)).at(0).observation.content, outputs[i]);
  }
}

TEST(OtelGenai, TakesTheLastOfEqualAttributes) {
  const auto steps =
      only_steps(tool(attribute("output", "first") + "," + attribute("output", "last")));
  EXPECT_EQ(steps.at(0).observation.content, "last");
}

TEST(OtelGenai, TellsModelsFromTools) {
  const auto operation = [](std::string_view name) {
    return attribute("gen_ai.operation.name", name);
  };
  const std::pair<std::string, std::string_view> cases[] = {
      {operation("chat"), "message"},
      {operation("text_completion"), "message"},
      {operation("invoke_agent"), "message"},
      {operation("generate_content"), "message"},
      {operation("execute_tool"), "tool_call"},
      {operation("chat") + "," + attribute("gen_ai.tool.name", "f"), "tool_call"},
      {operation("chat") + "," + attribute("gen_ai.tool.name", ""), "message"},
      {attribute("gen_ai.request.model", "m"), "message"},
      {attribute("gen_ai.completion", "c"), "message"},
      {attribute("gen_ai.prompt", "p"), "message"},
      {operation("embeddings"), ""},
      {attribute("http.method", "GET"), ""},
  };
  for (const auto& [attributes, kind] : cases) {
    const auto traces = read_memory(span_line("a", 1, attributes));
    EXPECT_EQ(traces ? to_string(traces->at(0).steps.at(0).action.kind()) : "", kind) << attributes;
  }
  const auto named = only_steps(span_line("a", 1, "", R"(,"name":"execute_tool ls")"));
  EXPECT_EQ(named.at(0).action, Action::tool_call(std::nullopt));
}

TEST(OtelGenai, TakesAMessageFromTheCompletionOrThePrompt) {
  EXPECT_EQ(
      only_steps(chat(attribute("gen_ai.completion", "c") + "," + attribute("gen_ai.prompt", "p")))
          .at(0)
          .action,
      Action::message("c"));
  EXPECT_EQ(only_steps(chat(attribute("gen_ai.prompt", "p"))).at(0).action, Action::message("p"));
  EXPECT_EQ(only_steps(chat(attribute("gen_ai.completion", ""))).at(0).action, Action::message(""));
  EXPECT_EQ(only_steps(chat(attribute("x", "y"))).at(0).action, Action::message(std::nullopt));
}

TEST(OtelGenai, PairsAnActionWithTheToolSpanAfterIt) {
  const auto steps = only_steps(chat(attribute("gen_ai.tool.name", "f") + "," +
                                     attribute("gen_ai.tool.call.arguments", R"({"x":1})")) +
                                tool(attribute("gen_ai.tool.message", "out") + "," +
                                         attribute("gen_ai.tool.call.arguments", R"({"y":1})"),
                                     R"(,"status":{"code":2})"));
  const Step expected{Action::tool_call("f", {{"x", 1}}), {"out", true}, {}, {}, {"a", "b"}};
  EXPECT_EQ(steps, std::vector{expected});
}

TEST(OtelGenai, FillsMissingArgumentsFromTheToolSpan) {
  const auto steps = only_steps(chat(attribute("gen_ai.tool.name", "f")) +
                                tool(attribute("gen_ai.tool.call.arguments", R"({"y":1})")));
  EXPECT_EQ(steps.at(0).action, Action::tool_call("f", {{"y", 1}}));
  const auto message = only_steps(chat(attribute("gen_ai.completion", "hi")) +
                                  tool(attribute("gen_ai.tool.call.arguments", R"({"y":1})")));
  EXPECT_EQ(message.at(0).action, Action::message("hi"));
}

TEST(OtelGenai, OrdersSpansByStartAndId) {
  const auto text = [](std::string_view id) {
    return attribute("gen_ai.completion", id);
  };
  const auto steps = only_steps(span_line("c", 5, text("c")) + span_line("b", 5, text("b")) +
                                span_line("z", -1, text("z")) + span_line("a", 30, text("a")));
  std::string order;
  for (const Step& step : steps)
    order += step.action.content();
  EXPECT_EQ(order, "zbca");
  EXPECT_EQ(steps.at(1).raw_span_ids, std::vector<std::string>{"b"});
}

TEST(OtelGenai, ReadsStartsLeniently) {
  const std::pair<std::string_view, std::string_view> starts[] = {
      {"\"20\"", "later"},     {"20.5", "later"},
      {"1e30", "later"},       {"\"1e3\"", "earlier"},
      {"\"soon\"", "earlier"}, {"true", "earlier"},
      {"null", "earlier"},     {"-5", "earlier"},
      {"-1e30", "earlier"},    {"18446744073709551615", "later"}};
  for (const auto& [start, place] : starts) {
    const auto steps = only_steps(
        span_line("m", 10, attribute("gen_ai.completion", "middle")) +
        fmt::format(R"({{"traceId":"t","name":"execute_tool","startTimeUnixNano":{}}})", start));
    EXPECT_EQ(steps.size() == 1 ? "later" : "earlier", place) << start;
  }
}

TEST(OtelGenai, KnowsAnErrorByItsStatus) {
  const std::pair<std::string_view, bool> cases[] = {{R"({"code":2})", true},
                                                     {R"({"code":2.0})", true},
                                                     {R"({"code":"STATUS_CODE_ERROR"})", true},
                                                     {R"({"code":1})", false},
                                                     {R"({"code":"2"})", false},
                                                     {R"({"code":"ERROR"})", false},
                                                     {R"({})", false},
                                                     {"2", false}};
  for (const auto& [status, error] : cases)
    EXPECT_EQ(
        only_steps(tool("{}", fmt::format(R"(,"status":{})", status))).at(0).observation.is_error,
        error)
        << status;
}

TEST(OtelGenai, PutsTheFirstPromptOnEveryStep) {
  const auto steps = only_steps(span_line("b", 2, attribute("gen_ai.prompt", "second")) +
                                span_line("a", 1, attribute("gen_ai.completion", "c")) +
                                span_line("c", 3, attribute("gen_ai.prompt", "third")));
  ASSERT_EQ(steps.size(), 3U);
  for (const Step& step : steps)
    EXPECT_EQ(step.task, "second");
}

TEST(OtelGenai, TakesTheStateFromTheSpanOfTheAction) {
  const auto state = [](std::string_view cwd) {
    return attribute("wmh.state.structured", fmt::format(R"({{"cwd":"{}"}})", cwd)) + "," +
           attribute("wmh.state.scratchpad", cwd);
  };
  const auto steps = only_steps(chat(state("/a")) + tool(state("/b")) +
                                span_line("c", 3, state("/c"), R"(,"name":"execute_tool")"));
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].state_before, (EnvState{{{"cwd", "/a"}}, "/a"}));
  EXPECT_EQ(steps[1].state_before, (EnvState{{{"cwd", "/c"}}, "/c"}));
  EXPECT_EQ(tool_with("wmh.state.structured", R"({"stringValue":"[1]"})").state_before, EnvState());
  EXPECT_EQ(tool_with("wmh.state.structured", R"({"x":1})").state_before.structured.at("x"), 1);
}

TEST(OtelGenai, TakesTheFirstMetadataThatIsAnObject) {
  const auto metadata = [](std::string_view text) {
    return attribute("wmh.trace.metadata", text);
  };
  const auto traces = read_memory(
      span_line("d", 4, metadata(R"({"x":4})")) + span_line("a", 1, metadata("broken")) +
      span_line("b", 2, metadata("[1]")) + span_line("c", 3, metadata(R"({"x":3})")) + tool("{}"));
  EXPECT_EQ(traces.value().at(0).metadata, (json::object{{"x", 3}}));
}

TEST(OtelGenai, LeavesSpansWithoutATraceOut) {
  const std::string good = tool("{}");
  for (const std::string_view id : {R"("")", "null", "7"}) {
    const auto source = testing::open_memory(
        good + fmt::format(R"({{"traceId":{},"name":"execute_tool"}})", id) + "\n{\"a\":1}");
    EXPECT_EQ(source.value()->report().spans, 1U) << id;
  }
}

TEST(OtelGenai, HasNoSpanIdWhereTheSpanHasNone) {
  const auto steps = only_steps(R"({"traceId":"t","name":"execute_tool x"})");
  EXPECT_TRUE(steps.at(0).raw_span_ids.empty());
}

}  // namespace
}  // namespace wmh
