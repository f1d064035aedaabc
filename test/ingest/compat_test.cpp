// The recorded corpora must read as the Python original reads them, trace by trace.
#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>
#include <wmh/trace_source.hpp>

#include "support/sha256.hpp"
#include "support/shared.hpp"
#include "support/temp_dir.hpp"

#include <fstream>
#include <sstream>

namespace wmh {
namespace {

using testing::sha256;

json::value nullable(const std::optional<std::string>& text) {
  return text ? json::value(*text) : json::value();
}

std::string step_line(const Step& step) {
  json::array ids;
  for (const auto& id : step.raw_span_ids)
    ids.emplace_back(id);
  const json::array line = {json::value(to_string(step.action.kind())),
                            nullable(step.action.optional_name()),
                            step.action.arguments(),
                            nullable(step.action.optional_content()),
                            step.observation.content,
                            step.observation.is_error,
                            step.state_before.structured,
                            step.state_before.scratchpad,
                            nullable(step.task),
                            ids};
  return canonical_json(json::value(line));
}

/// One line as the vectors hold it.
std::string digest_line(const Trace& trace) {
  std::string text;
  for (const Step& step : trace.steps)
    text.append(text.empty() ? "" : "\n").append(step_line(step));
  return canonical_json(json::object{{"trace_id", trace.trace_id},
                                     {"steps", trace.steps.size()},
                                     {"sha256", sha256(text)},
                                     {"metadata_sha256", sha256(canonical_json(trace.metadata))}});
}

struct Corpus {
  const char* file;
  const char* vector;
  std::size_t traces;
  std::size_t steps;
};

class Compat : public ::testing::TestWithParam<Corpus> {
 protected:
  static std::filesystem::path file() {
    return testing::corpora() / "otel" / (std::string(GetParam().file) + ".otel.jsonl");
  }
};

TEST_P(Compat, ReadsAsTheOriginal) {
  const auto vector =
      testing::vectors() / "compat/ingest" / (std::string(GetParam().vector) + ".jsonl");
  WMH_REQUIRE_FOLDER(file());
  WMH_REQUIRE_FOLDER(vector);
  auto source = open_traces({file()});
  ASSERT_THAT(source, testing::IsOk());
  std::ifstream lines(vector);
  std::string line;
  const std::vector<Trace> traces = read_all(**source).value();
  for (const Trace& trace : traces) {
    ASSERT_TRUE(std::getline(lines, line)) << "one trace too many: " << trace.trace_id;
    EXPECT_EQ(digest_line(trace), canonical_json_text(line).value());
    EXPECT_EQ(trace.source, "file:" + file().string());
  }
  EXPECT_FALSE(std::getline(lines, line)) << "a trace is missing: " << line;
}

TEST_P(Compat, CountsWhatItRead) {
  WMH_REQUIRE_FOLDER(file());
  const auto report = open_traces({file()}).value()->report();
  EXPECT_EQ(report.traces, GetParam().traces);
  EXPECT_EQ(report.steps, GetParam().steps);
  EXPECT_EQ(report.spans, report.lines);
  EXPECT_EQ(report.bytes, std::filesystem::file_size(file()));
  EXPECT_EQ(report.bad_lines, 0U);
  EXPECT_EQ(report.ignored_spans, 0U);
}

TEST_P(Compat, WritesWhatItReads) {
  WMH_REQUIRE_FOLDER(file());
  auto traces = read_all(*open_traces({file()}).value()).value();
  const testing::TempDir dir;
  std::ostringstream text;
  for (const Trace& trace : traces)
    write_otel_genai(text, trace);
  const auto copy = dir.write("copy.jsonl", text.str());
  const auto again = read_all(*open_traces({copy}).value()).value();
  ASSERT_EQ(again.size(), traces.size());
  for (std::size_t i = 0; i < traces.size(); ++i) {
    traces[i].source = again[i].source;
    EXPECT_EQ(again[i], traces[i]) << traces[i].trace_id;
  }
}

INSTANTIATE_TEST_SUITE_P(Corpora, Compat,
                         ::testing::Values(Corpus{"bird-sql", "bird-sql", 727, 1413},
                                           Corpus{"demo-trace-eval", "demo-trace-eval", 4, 4},
                                           Corpus{"echo-bench", "echo-bench", 4, 8},
                                           Corpus{"financebench", "financebench", 463, 2513},
                                           Corpus{"pi-swe.v45k", "pi-swe", 4, 19},
                                           Corpus{"swe-bench", "swe-bench", 40, 556},
                                           Corpus{"tau-bench", "tau-bench", 66, 433},
                                           Corpus{"terminal-tasks", "terminal-tasks", 206, 531}),
                         [](const auto& instance) {
                           std::string name = instance.param.vector;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace wmh
