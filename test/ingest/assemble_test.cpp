// Spans of any format become steps; the rules of otel-genai are in otel_genai_test.
#include "ingest/assemble.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

std::vector<Step> assemble(const std::vector<SpanRecord>& spans) {
  JsonReader reader;
  StepAssembler steps("task", reader);
  for (const SpanRecord& span : spans)
    steps.add(span);
  return std::move(steps).finish();
}

SpanRecord model(std::string_view id, std::string_view text) {
  return {.span_id = id, .role = SpanRole::model, .text = text};
}
SpanRecord tool(std::string_view id, std::string_view text) {
  return {.span_id = id, .role = SpanRole::tool, .tool_name = "f", .text = text};
}

/// The action, the observation and the span ids of each step.
std::string summary(const std::vector<Step>& steps) {
  std::string text;
  for (const Step& step : steps) {
    text.append(text.empty() ? "" : "; ").append(step.action.name());
    text.append(step.action.content()).append("=").append(step.observation.content).append(" by");
    for (const auto& id : step.raw_span_ids)
      text.append(" ").append(id);
  }
  return text;
}

TEST(StepAssembler, GivesTheToolSpanToTheModelSpanBeforeIt) {
  EXPECT_EQ(summary(assemble({model("a", "x"), tool("b", "1")})), "x=1 by a b");
  EXPECT_EQ(summary(assemble({model("a", "x"), model("b", "y"), tool("c", "1")})),
            "x= by a; y=1 by b c");
  EXPECT_EQ(summary(assemble({tool("a", "1"), tool("b", "2")})), "f=1 by a; f=2 by b");
  EXPECT_EQ(summary(assemble({model("a", "x"), tool("b", "1"), tool("c", "2")})),
            "x=1 by a b; f=2 by c");
  EXPECT_EQ(summary(assemble({tool("a", "1"), model("b", "x")})), "f=1 by a; x= by b");
  EXPECT_EQ(summary(assemble({model("a", "x"), {.span_id = "r"}, tool("b", "1")})), "x=1 by a b");
  EXPECT_TRUE(assemble({}).empty());
}

TEST(StepAssembler, WrapsDeepArgumentsAsText) {
  const auto arguments = [](std::size_t depth, std::string_view open, std::string_view close) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i)
      text += open;
    text += "1";
    for (std::size_t i = 0; i < depth; ++i)
      text += close;
    const auto steps = assemble({{.role = SpanRole::tool, .arguments = text}});
    const json::value* value = steps.at(0).action.arguments().if_contains("value");
    return value && value->is_string();
  };
  EXPECT_FALSE(arguments(512, R"({"a":)", "}"));
  EXPECT_TRUE(arguments(513, R"({"a":)", "}"));
  EXPECT_FALSE(arguments(511, "[", "]"));
  EXPECT_TRUE(arguments(512, "[", "]"));
}

}  // namespace
}  // namespace wmh::detail
