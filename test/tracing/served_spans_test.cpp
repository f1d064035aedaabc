#include "tracing/served_spans.hpp"

#include <wmh/testing/matchers.hpp>

#include "ingest/memory_traces.hpp"
#include "tracing/served.hpp"

#include <gmock/gmock.h>

namespace wmh::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<Step> awkward_steps() {
  return {
      {Action::tool_call("f", {{"i", 1}, {"d", 1.5}, {"nested", {{"a", {1, nullptr}}}}}), {"out"}},
      {Action::tool_call("f"), {"no such thing", true}},
      {Action::tool_call("f")},
      {Action::tool_call(""), {"out"}},
      {Action::tool_call(std::nullopt, {{"value", "[1]"}})},
      {Action::message("hi"), {"answer"}},
      {Action::message("hi")},
      {Action::message("")},
      {Action::message("hi"), {"", true}},
      {Action::message(std::nullopt), {"out"}},
      {Action::message(std::nullopt)},
      {Action::message("{\"a\": 1}\x01\u2029 ends"), {std::string("nul\0in", 6)}},
      {Action::tool_call("ls"), {"o"}, {{{"cwd", "/"}, {"empty", json::object()}}, "- note\n"}},
      {Action::message("s"), {"o"}, {{{"cwd", "/"}}, "note"}},
  };
}

/// Without the ids of spans, which the steps did not have before.
std::vector<Step> plain(std::vector<Step> steps) {
  for (Step& step : steps)
    step.raw_span_ids.clear();
  return steps;
}

std::vector<Trace> read_back(const detail::SpanQueue::Batch& batch) {
  auto traces = read_memory(as_file(batch), {.strict = true});
  EXPECT_THAT(traces, IsOk());
  return traces ? std::move(*traces) : std::vector<Trace>();
}

std::vector<Step> again(const std::vector<Step>& steps) {
  detail::SpanQueue::Batch batch;
  for (std::size_t i = 0; i < steps.size(); ++i)
    batch.push_back(encoded("s", KeptStep{i, steps[i]}));
  const auto traces = read_back(batch);
  return traces.size() == 1 ? plain(traces.front().steps) : std::vector<Step>();
}

TEST(ServedSpans, ReadBackAsTheStepsThatWereServed) {
  for (const std::optional<std::string>& task : {std::optional<std::string>(), {""}, {"do it"}}) {
    auto steps = awkward_steps();
    for (Step& step : steps)
      step.task = task;
    EXPECT_EQ(again(steps), steps);
    std::reverse(steps.begin(), steps.end());
    EXPECT_EQ(again(steps), steps);
    for (const Step& step : steps)
      EXPECT_EQ(again({step}), std::vector{step});
  }
}

TEST(ServedSpans, OfManySessionsComeBackInTheirOrder) {
  detail::SpanQueue::Batch batch;
  for (std::size_t i = 0; i < 300; ++i)
    for (const char* session : {"a", "b", "c"})
      // The clock stands still for a hundred steps at a time.
      batch.push_back(encoded(session, kept(i, Action::message(session + std::to_string(i)), "x"),
                              std::chrono::seconds(i / 100)));
  std::reverse(batch.begin(), batch.end());
  const auto traces = read_back(batch);
  ASSERT_EQ(traces.size(), 3U);
  for (const Trace& trace : traces) {
    ASSERT_EQ(trace.steps.size(), 300U);
    const std::string session(trace.metadata.at("session").get_string());
    EXPECT_EQ(trace.trace_id, detail::trace_id_of("m", SessionId(session)));
    EXPECT_EQ(trace.metadata.at("model"), "m");
    for (std::size_t i = 0; i < 300; ++i)
      EXPECT_EQ(trace.steps[i].action.content(), session + std::to_string(i));
  }
}

TEST(ServedSpans, WrittenTwiceAreReadOnce) {
  auto batch = batch_of(0, 5);
  batch.push_back(encoded("s", kept(5, Action::message("hi"), "hello"), 2s));
  batch.push_back(batch[5]);
  batch.push_back(batch[2]);
  EXPECT_EQ(read_back(batch).front().steps.size(), 6U);
}

TEST(ServedSpans, HaveIdsOfTheirOwnThatStay) {
  const std::string trace = detail::trace_id_of("m", SessionId("s"));
  EXPECT_EQ(trace.size(), 32U);
  EXPECT_EQ(trace.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(trace, detail::trace_id_of("m", SessionId("s")));
  EXPECT_NE(trace, detail::trace_id_of("n", SessionId("s")));
  EXPECT_NE(detail::trace_id_of("ab", SessionId("c")), detail::trace_id_of("a", SessionId("bc")));
  EXPECT_EQ(detail::span_id_of(trace, 0, 0), "00000001" + trace.substr(0, 8));
  EXPECT_LT(detail::span_id_of(trace, 7, 1), detail::span_id_of(trace, 8, 0));
  EXPECT_LT(detail::span_id_of(trace, 99'999, 1), detail::span_id_of(trace, 100'000, 0));
}

TEST(ServedSpans, SayWhenTheStepWasTakenAndWhereTheAnswerIsFrom) {
  KeptStep step = kept(3, Action::tool_call("ls", {{"path", "/"}}), "bin");
  step.step.observation.metadata = {
      {"source", "recorded"}, {"confidence", 0.75}, {"evidence", {{"trace_id", "t"}, {"step", 2}}}};
  const std::string model = "m";
  const SessionId id("s");
  const auto text = detail::encode({model, id, step, std::chrono::system_clock::time_point(1s),
                                    std::chrono::system_clock::time_point(1500ms)})
                        .text;
  for (
      const char* part :
      {R"("name":"execute_tool ls","startTimeUnixNano":"1000000000","endTimeUnixNano":"1500000000")",
       R"("status":{"code":1})", R"({"key":"gen_ai.tool.call.id","value":{"stringValue":"00000007)",
       R"({"key":"gen_ai.conversation.id","value":{"stringValue":"s"}})",
       R"({"key":"wmh.step.source","value":{"stringValue":"recorded"}})",
       R"({"key":"wmh.step.confidence","value":{"doubleValue":0.75}})",
       R"({"key":"wmh.step.evidence","value":{"stringValue":"{\"trace_id\":\"t\",\"step\":2}"}})"})
    EXPECT_THAT(text, HasSubstr(part));
}

TEST(ServedSpans, AMessageIsASpanAndItsAnswerAnother) {
  const auto said = encoded("s", kept(0, Action::message("hi"), "hello"), 2s);
  EXPECT_EQ(said.spans, 2U);
  EXPECT_THAT(said.text, HasSubstr(R"("name":"chat")"));
  EXPECT_THAT(said.text, HasSubstr(R"("name":"execute_tool")"));
  EXPECT_THAT(said.text, Not(HasSubstr("gen_ai.tool.call.id")));
  EXPECT_EQ(encoded("s", kept(0, Action::tool_call("f"), "x")).spans, 1U);
}

}  // namespace
}  // namespace wmh::testing
