#include <wmh/testing/matchers.hpp>

#include "ingest/memory_traces.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace wmh {
namespace {

using testing::IsOk;

std::string written(const Trace& trace) {
  std::ostringstream text;
  write_otel_genai(text, trace);
  return text.str();
}

/// The trace after it was written and read, with the source it had.
Trace again(const Trace& trace) {
  auto traces = testing::read_memory(written(trace));
  EXPECT_THAT(traces, IsOk());
  if (!traces || traces->size() != 1) return {};
  traces->front().source = trace.source;
  return std::move(traces->front());
}

Trace trace_of(std::vector<Step> steps) {
  return {.trace_id = "t", .steps = std::move(steps), .source = "file:x"};
}

std::vector<Step> awkward_steps() {
  const json::object arguments = {
      {"i", 1},       {"d", 1.0},
      {"z", -0.0},    {"u", 18446744073709551615U},
      {"n", nullptr}, {"nested", {{"a", {1, 2, {{"b", "\u2028\n\"\\"}}}}}}};
  return {
      {Action::tool_call("f", arguments), {"out"}, {}, {}, {"a", "b"}},
      {Action::tool_call("f", arguments), {"out", true}, {}, {}, {"a"}},
      {Action::tool_call("f")},
      {Action::tool_call("f"), {}, {}, {}, {"a", "b"}},
      {Action::tool_call(""), {"out"}, {}, {}, {"a"}},
      {Action::tool_call(std::nullopt, {{"value", "[1]"}})},
      {Action::tool_call("f", {{"value", "text"}}), {R"({"looks": "like JSON"})"}},
      {Action::message("hi")},
      {Action::message("hi"), {}, {}, {}, {"a"}},
      {Action::message("hi"), {"answer"}, {}, {}, {"a", "b"}},
      {Action::message("hi"), {"", true}},
      {Action::message("")},
      {Action::message(std::nullopt)},
      {Action::message(std::nullopt), {"out"}, {}, {}, {"a", "b"}},
      {Action::message("{\"a\": 1}\x01\x7f\u2029 ends"), {std::string("nul\0in", 6)}},
      {Action::message("s"), {"o"}, {{{"cwd", "/"}, {"empty", json::object()}}, "note"}},
      {Action::tool_call("f"), {"o"}, {{{"cwd", "/"}}, "note"}, {}, {"a", "b"}},
      {Action::tool_call("f"), {"o"}, {{}, "note\n"}},
  };
}

TEST(WriteOtelGenai, ReadsBackEveryStepByItself) {
  for (const Step& step : awkward_steps()) {
    for (const std::optional<std::string>& task : {std::optional<std::string>(), {""}, {"do it"}}) {
      Trace trace = trace_of({step});
      trace.steps[0].task = task;
      EXPECT_EQ(again(trace), trace) << written(trace);
    }
  }
}

TEST(WriteOtelGenai, ReadsBackEveryStepAfterEveryOther) {
  const auto steps = awkward_steps();
  for (const Step& first : steps)
    for (const Step& second : steps) {
      Trace trace = trace_of({first, second, first});
      EXPECT_EQ(again(trace), trace) << written(trace);
      for (Step& step : trace.steps)
        step.task = "do it";
      EXPECT_EQ(again(trace), trace) << written(trace);
    }
}

TEST(WriteOtelGenai, ReadsBackTheWholeTrace) {
  Trace trace = trace_of(awkward_steps());
  trace.trace_id = "an \"odd\" id";
  trace.metadata = {{"reward", 0.5}, {"task_id", "airline-7"}, {"gold", {{"actions", {1, 2}}}}};
  EXPECT_EQ(again(trace), trace);
}

TEST(WriteOtelGenai, KeepsTheOrderOfManySteps) {
  Trace trace = trace_of({});
  for (int i = 0; i < 1000; ++i)
    trace.steps.push_back({Action::tool_call("f", {{"i", i}}), {}, {}, {}, {"same"}});
  EXPECT_EQ(again(trace), trace);
}

TEST(WriteOtelGenai, WritesPlainSpans) {
  const Trace trace =
      trace_of({{Action::tool_call("ls", {{"path", "/"}}), {"bin", true}, {}, "look", {"s1"}},
                {Action::message("done"), {}, {}, "look", {"s2"}}});
  EXPECT_EQ(
      written(trace),
      R"({"traceId":"t","spanId":"s1","name":"execute_tool ls","startTimeUnixNano":"0","endTimeUnixNano":"1",)"
      R"("status":{"code":2},"attributes":[)"
      R"({"key":"gen_ai.operation.name","value":{"stringValue":"execute_tool"}},)"
      R"({"key":"gen_ai.tool.name","value":{"stringValue":"ls"}},)"
      R"({"key":"gen_ai.tool.call.arguments","value":{"stringValue":"{\"path\":\"/\"}"}},)"
      R"({"key":"gen_ai.tool.message","value":{"stringValue":"bin"}},)"
      R"({"key":"gen_ai.prompt","value":{"stringValue":"look"}}]})"
      "\n"
      R"({"traceId":"t","spanId":"s2","name":"chat","startTimeUnixNano":"2","endTimeUnixNano":"3",)"
      R"("status":{"code":1},"attributes":[)"
      R"({"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},)"
      R"({"key":"gen_ai.completion","value":{"stringValue":"done"}}]})"
      "\n");
}

TEST(WriteOtelGenai, LosesWhatTheFormatCannotSay) {
  EXPECT_EQ(written(trace_of({})), "");
  const Trace trace = trace_of({{Action::tool_call("f"), {"out", false, 1.0, {{"source", "x"}}}},
                                {Action::message("m"), {}, {}, "late task", {"a", "b", "c"}}});
  const Trace read = again(trace);
  EXPECT_EQ(read.steps[0].observation, (Observation{"out"}));
  EXPECT_EQ(read.steps[0].task, "late task");
  EXPECT_EQ(read.steps[1].raw_span_ids, (std::vector<std::string>{"a", "b"}));
}

}  // namespace
}  // namespace wmh
