#include <wmh/testing/matchers.hpp>

#include "ingest/memory_traces.hpp"
#include "support/shared.hpp"
#include "support/temp_dir.hpp"

#include <algorithm>
#include <array>

namespace wmh {
namespace {

using testing::attribute;
using testing::FailsWith;
using testing::IsOk;
using testing::MessageHas;
using testing::open_memory;
using testing::read_memory;

/// A tool span of its own trace, without a line feed.
std::string span(std::string_view trace, std::string_view output = "out", int start = 1) {
  return fmt::format(
      R"({{"traceId":"{}","spanId":"s","name":"execute_tool f","startTimeUnixNano":{},"attributes":[{}]}})",
      trace, start, attribute("output", output));
}

std::string spread(std::string_view json) {
  std::string text;
  for (const char c : json) {
    text += c;
    if (c == ',' || c == '{' || c == '[') text += "\r\n  ";
  }
  return text;
}

std::string payload(std::string_view spans) {
  return fmt::format(
      R"({{"resourceSpans":[{{"resource":{{"attributes":[]}},"scopeSpans":[{{"scope":{{}},"spans":[{}]}}]}}]}})",
      spans);
}

/// The ids of the traces, each with the number of its steps.
std::string summary(const Result<std::vector<Trace>>& traces) {
  if (!traces) return traces.error().message();
  std::string text;
  for (const Trace& trace : *traces)
    text += fmt::format("{}{}:{}", text.empty() ? "" : " ", trace.trace_id, trace.steps.size());
  return text;
}

TEST(OpenTraces, ReadsEveryShapeOfFile) {
  const std::string a = span("a"), b = span("b");
  const std::string both = a + "," + b;
  const std::pair<std::string, std::string_view> cases[] = {
      // lines
      {a + "\n" + b + "\n", "a:1 b:1"},
      {a + "\r\n\r\n  \n" + b, "a:1 b:1"},
      {"\xef\xbb\xbf" + a + "\n" + b, "a:1 b:1"},
      {"\n\n" + a, "a:1"},
      {payload(a) + "\n" + payload(b) + "\n", "a:1 b:1"},
      {"[" + both + "]\n" + span("c"), "a:1 b:1 c:1"},
      {a + "\n\"text\"\n12\n{}\n[]\n" + b, "a:1 b:1"},
      // one document
      {a, "a:1"},
      {spread(a), "a:1"},
      {"[" + both + "]", "a:1 b:1"},
      {spread("[" + both + "]"), "a:1 b:1"},
      {"[\n" + a + "\n,\n[" + b + "]\n]\n", "a:1 b:1"},
      {payload(both), "a:1 b:1"},
      {"\xef\xbb\xbf" + spread(payload(both)), "a:1 b:1"},
      {spread("[" + payload(a) + "," + payload(b) + ",[" + span("c") + "]]"), "a:1 b:1 c:1"},
      // documents in a row
      {spread(payload(a)) + "\n" + spread(payload(b)) + "\n", "a:1 b:1"},
      {"{\n}" + a, "a:1"},
      // what the format does not know
      {R"({"traceId":"x","resourceSpans":null})"
       "\n" +
           a,
       "a:1"},
      {payload(a) +
           R"({"instrumentationLibrarySpans":[]})"
           "\n" +
           b,
       "b:1"},
  };
  for (const auto& [text, expected] : cases) {
    for (const std::size_t chunk : {1, 2, 3, 17, 1 << 20})
      EXPECT_EQ(summary(read_memory(text, {}, {.chunk = static_cast<std::size_t>(chunk)})),
                expected)
          << text << "\nin chunks of " << chunk;
    EXPECT_EQ(summary(read_memory(text, {}, {.chunk = 10, .line = 40})),
              expected == "b:1" ? "a:1 b:1" : expected)
        << text << "\nwith long lines";
  }
}

TEST(OpenTraces, JoinsTheSpansOfATraceAcrossFiles) {
  const testing::TempDir dir;
  const auto first = dir.write("1.jsonl", span("b", "1", 5) + "\n" + span("a", "2", 9));
  const auto second = dir.write("2.json", "[" + span("c", "3", 7) + "," + span("b", "4", 6) + "]");
  const auto traces = read_all(*open_traces({first, second}).value());
  EXPECT_EQ(summary(traces), "b:2 c:1 a:1");
  EXPECT_EQ(traces->at(0).source, "file:" + first.string());
  EXPECT_EQ(traces->at(1).source, "file:" + second.string());
}

TEST(OpenTraces, OrdersTracesByTheirEarliestSpan) {
  const std::string ignored = R"({"traceId":"d","name":"root","startTimeUnixNano":1})";
  EXPECT_EQ(summary(read_memory(span("a", "", 3) + "\n" + span("b", "", 2) + "\n" +
                                span("c", "", 2) + "\n" + span("d", "", 9) + "\n" + ignored)),
            "d:1 b:1 c:1 a:1");
}

TEST(OpenTraces, KeepsRawSeparatorsInStrings) {
  const std::string odd = "1\xe2\x80\xa8 2\xe2\x80\xa9 3\xc2\x85 4\x7f";
  EXPECT_EQ(read_memory(span("a", odd)).value().at(0).steps.at(0).observation.content, odd);
}

TEST(OpenTraces, MendsWhatPythonTakes) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {R"("x\ud800y")", "x\xef\xbf\xbdy"},
      {"\"x\xffy\"", "x\xef\xbf\xbdy"},
      {"18446744073709551616", "1.8446744073709552e+19"},
      {"[NaN,1e999]", "[null, null]"},
  };
  for (const auto& [value, content] : cases)
    for (const std::string_view end : {"\n", "\n{\"b\":\n1}"}) {
      const auto text = fmt::format(
          R"([{}{{"traceId":"t","name":"execute_tool","attributes":[{{"key":"output","value":{}}}]}}])",
          end.size() > 1 ? "\n" : "", value);
      const auto traces = read_memory(text);
      ASSERT_THAT(traces, IsOk()) << text;
      EXPECT_EQ(traces->at(0).steps.at(0).observation.content, content) << text;
    }
}

struct Bad {
  std::string text;
  std::string_view summary;
  std::vector<std::uint64_t> lines;
  std::string_view reason;  ///< Of the first.
};

TEST(OpenTraces, PassesOverBadLinesAndNamesThem) {
  const std::string a = span("a"), b = span("b");
  const Bad cases[] = {
      {a + "\nnot json\n" + b, "a:1 b:1", {2}, "not JSON: syntax error at byte 0"},
      {a + "\n" + a.substr(0, 60) + "\n" + b, "a:1 b:1", {2}, "not JSON: incomplete JSON"},
      {a.substr(0, 60) + "\n" + a + "\n" + b, "a:1 b:1", {1}, "not JSON: incomplete JSON"},
      {"{\"x\":1,\n" + a + "\n" + b, "a:1 b:1", {2}, "not JSON: the document of line 1 breaks off"},
      {a + b + "\n" + b, "b:1", {1}, "not JSON: extra data"},
      {a + "\n\x01\n\n" + b + "]", "a:1", {2, 4}, "not JSON: syntax error"},
      {"[\n" + a + ",\n" + a.substr(0, 60) + "\"x,\n" + b + "\n", "a:1 b:1", {3}, "breaks off"},
      {"[\n" + a + ",\n{\"traceId\":tru},\n" + b + "\n]", "a:1 b:1", {3}, "not JSON: syntax"},
      {"[\n" + a + ",\n" + b, "a:1 b:1", {3}, "not JSON: the document of line 1 breaks off"},
      {a + "\n" + std::string(2000, '['), "a:1", {2}, "not JSON: "},
  };
  for (const auto& [text, expected, lines, reason] : cases) {
    for (const std::size_t chunk : {1, 7, 1 << 20}) {
      const auto source = open_memory(text, {}, {.chunk = static_cast<std::size_t>(chunk)});
      ASSERT_THAT(source, IsOk()) << text;
      const IngestReport report = (*source)->report();
      EXPECT_EQ(summary(read_all(**source)), expected) << text;
      EXPECT_EQ(report.bad_lines, lines.size()) << text;
      std::vector<std::uint64_t> found;
      for (const BadLine& bad : report.first_bad_lines)
        found.push_back(bad.line);
      EXPECT_EQ(found, lines) << text;
      ASSERT_FALSE(report.first_bad_lines.empty());
      EXPECT_THAT(report.first_bad_lines[0].reason, ::testing::HasSubstr(reason)) << text;
      EXPECT_EQ(report.first_bad_lines[0].file, "memory");
    }
    const auto strict = open_memory(text, {.strict = true});
    EXPECT_THAT(strict, FailsWith(errc::bad_trace)) << text;
    EXPECT_THAT(strict, MessageHas(fmt::format("memory:{}: ", lines[0]))) << text;
  }
}

TEST(OpenTraces, KeepsTheFirstBadLines) {
  std::string text = span("a") + "\n";
  for (int i = 0; i < 30; ++i)
    text += "?\n";
  const auto report = open_memory(text).value()->report();
  EXPECT_EQ(report.bad_lines, 30U);
  EXPECT_EQ(report.lines, 31U);
  ASSERT_EQ(report.first_bad_lines.size(), 20U);
  EXPECT_EQ(report.first_bad_lines.back().line, 21U);
}

TEST(OpenTraces, BoundsALineAndARecord) {
  const std::string a = span("a"), big = span("b", std::string(300, 'x'));
  const detail::ReadLimits limits{.chunk = 16, .line = 250, .record = 250};
  for (const std::string& text :
       {a + "\n" + big + "\n" + span("c"), "[" + a + "," + big + "," + span("c") + "]",
        spread(payload(a + "," + big + "," + span("c")))}) {
    const auto source = open_memory(text, {}, limits);
    ASSERT_THAT(source, IsOk());
    EXPECT_EQ((*source)->report().bad_lines, 1U);
    EXPECT_EQ((*source)->report().first_bad_lines.at(0).reason, "a record of more than 250 bytes");
    EXPECT_EQ(summary(read_all(**source)), "a:1 c:1");
  }
}

TEST(OpenTraces, CountsWhatItFound) {
  const std::string ignored =
      R"({"traceId":"a","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"embeddings"}}]})"
      "\n"
      R"({"traceId":"a","name":"GET /"})"
      "\n"
      R"({"traceId":"only","name":"GET /"})"
      "\n";
  const std::string text = span("a") + "\n" + ignored + "\n" + span("a", "out", 2) + "\n";
  const auto report = open_memory(text).value()->report();
  EXPECT_EQ(report.bytes, text.size());
  EXPECT_EQ(report.lines, 6U);
  EXPECT_EQ(report.spans, 5U);
  EXPECT_EQ(report.ignored_spans, 3U);
  EXPECT_EQ(report.traces, 1U);
  EXPECT_EQ(report.steps, 2U);
  EXPECT_EQ(report.ignored_kinds,
            (std::map<std::string, std::uint64_t>{{"GET /", 2}, {"embeddings", 1}}));
}

TEST(OpenTraces, SaysWhatACorpusWithoutAStepHolds) {
  const std::string text =
      R"({"traceId":"a","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"embeddings"}}]})"
      "\n"
      R"({"traceId":"b","name":"GET /"})"
      "\n"
      R"({"traceId":"b","name":"GET /"})";
  EXPECT_THAT(open_memory(text), FailsWith(errc::bad_trace));
  EXPECT_THAT(open_memory(text),
              MessageHas("memory: no agent step in 3 spans of 2 traces; found operations: "
                         "GET / (2), embeddings (1); a step needs gen_ai.operation.name = chat or "
                         "execute_tool"));
  EXPECT_THAT(open_memory("{}\n{\"spans\":[]}"), MessageHas("memory: no span in 2 lines"));
}

TEST(OpenTraces, FailsWithOneLineOnWhatIsNoTraceFile) {
  const testing::TempDir dir;
  EXPECT_THAT(open_traces({}), FailsWith(errc::invalid_argument));
  EXPECT_THAT(open_traces({dir / "none"}), FailsWith(errc::not_found));
  EXPECT_THAT(open_traces({dir / "none"}), MessageHas("none: No such file"));
  EXPECT_THAT(open_traces({dir.path()}), MessageHas("is a folder; name the trace files in it"));
  const auto empty = dir.write("empty", "");
  EXPECT_THAT(open_traces({empty}), FailsWith(errc::bad_trace));
  EXPECT_THAT(open_traces({empty}), MessageHas("empty is empty"));
  EXPECT_THAT(open_traces({dir.write("blank", " \n\n")}), MessageHas("blank holds only blanks"));
  const auto text = dir.write("text", "\nDear all,\nhello\n");
  EXPECT_THAT(open_traces({text}), FailsWith(errc::bad_trace));
  EXPECT_THAT(open_traces({text}), MessageHas("text: no readable JSON; line 2: not JSON: "));
  const auto good = dir.write("good", span("a"));
  EXPECT_THAT(open_traces({good, text}), MessageHas("text: no readable JSON"));
}

TEST(OpenTraces, NamesTheKnownFormats) {
  const auto source = open_memory(span("a"), {.format = "otel"});
  EXPECT_THAT(source, FailsWith(errc::invalid_argument));
  EXPECT_THAT(source, MessageHas("no trace format \"otel\"; known: otel-genai"));
}

class Progress final : public Observer {
 public:
  void on_event(const Event& event) noexcept override {
    EXPECT_EQ(event.name, "wmh.ingest.progress");
    ASSERT_EQ(event.fields.size(), 2U);
    EXPECT_EQ(event.fields[0].key, "wmh.bytes");
    EXPECT_EQ(event.fields[1].key, "wmh.bytes_total");
    const auto now = std::get<std::int64_t>(event.fields[0].value);
    EXPECT_GT(now, bytes);
    bytes = now;
    total = std::get<std::int64_t>(event.fields[1].value);
    ++events;
  }

  std::int64_t bytes = 0;
  std::int64_t total = 0;
  int events = 0;
};

TEST(OpenTraces, TellsOfItsProgress) {
  std::string text;
  while (text.size() < 100'000)
    text += span("a", std::string(200, 'x')) + "\n";
  const auto progress = std::make_shared<Progress>();
  ASSERT_THAT(open_memory(text, {.observer = progress}, {.chunk = 64}), IsOk());
  EXPECT_GE(progress->events, 50);
  EXPECT_LE(progress->events, 101);
  EXPECT_EQ(progress->bytes, static_cast<std::int64_t>(text.size()));
  EXPECT_EQ(progress->total, static_cast<std::int64_t>(text.size()));
}

struct Fixture {
  const char* file;
  const char* outcome;
};

TEST(OpenTraces, ReadsTheFixturesOfOtlp) {
  const auto folder = testing::corpora() / "fixtures/otlp";
  WMH_REQUIRE_FOLDER(folder);
  const Fixture fixtures[] = {
      {"sample_otlp.json", "0af7651916cd43dd8448eb211c80319c:2"},
      {"sample_spans.jsonl",
       "aaaa0000aaaa0000aaaa0000aaaa0000:1 bbbb1111bbbb1111bbbb1111bbbb1111:1"},
  };
  for (const auto& [file, outcome] : fixtures)
    EXPECT_EQ(summary(read_all(*open_traces({folder / file}).value())), outcome);
  for (const char* file : {"dazzaji-test-traces.json", "otlp-proto-example-trace.json"})
    EXPECT_THAT(open_traces({folder / file}), MessageHas("no agent step in "));
}

}  // namespace
}  // namespace wmh
