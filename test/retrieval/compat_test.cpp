// Nearest steps of the recorded corpora, as the Python original finds them.
#include <wmh/json.hpp>
#include <wmh/retriever.hpp>
#include <wmh/testing/matchers.hpp>
#include <wmh/trace_source.hpp>

#include "support/run_task.hpp"
#include "support/shared.hpp"
#include "support/temp_dir.hpp"

#include <map>
#include <set>

namespace wmh::testing {
namespace {

constexpr double tolerance = 1e-5;

/// The corpus of a vector: its file may carry a version between name and ending.
std::filesystem::path corpus_file(const std::string& name) {
  for (const auto& entry : std::filesystem::directory_iterator(corpora() / "otel"))
    if (entry.path().filename().string().starts_with(name + ".")) return entry.path();
  return {};
}

using Place = std::pair<std::string, std::size_t>;

Place place_of(const json::value& entry) {
  return {std::string(entry.at(0).as_string()), entry.at(1).to_number<std::size_t>()};
}

struct Indexed {
  std::shared_ptr<StepLog> log = std::make_shared<StepLog>();
  std::map<Place, std::size_t> rows{};
  std::shared_ptr<ReplayBuffer> buffer{};
};

Indexed index_corpus(const std::filesystem::path& file) {
  Indexed indexed;
  auto source = open_traces({file}).value();
  const std::vector<Trace> traces = read_all(*source).value();
  for (const Trace& trace : traces)
    for (std::size_t i = 0; i < trace.steps.size(); ++i)
      indexed.rows[{trace.trace_id, i}] = indexed.log->add({trace.steps[i], trace.trace_id, i});
  indexed.buffer = std::make_shared<ReplayBuffer>(make_hashing_embedder(512), indexed.log);
  EXPECT_THAT(run(indexed.buffer->index()), IsOk());
  return indexed;
}

/// Cosines agree rank by rank. Steps agree too, in any order where their cosines are the same up to
/// the tolerance; such a run that is cut off at the end may hold others.
void expect_same(const json::array& expected, const std::vector<Demo>& got) {
  ASSERT_EQ(got.size(), expected.size());
  const auto score = [&](std::size_t i) {
    return expected[i].at(2).to_number<double>();
  };
  std::multiset<Place> wanted, found;
  for (std::size_t i = 0; i < got.size(); ++i) {
    EXPECT_NEAR(got[i].score, score(i), tolerance);
    wanted.insert(place_of(expected[i]));
    found.insert({got[i].recorded->trace_id, got[i].recorded->index});
    if (i + 1 == got.size() || score(i) - score(i + 1) <= tolerance) continue;
    EXPECT_EQ(found, wanted);
    wanted.clear();
    found.clear();
  }
}

class TopKCompat : public ::testing::TestWithParam<const char*> {};

TEST_P(TopKCompat, FindsWhatTheOriginalFinds) {
  WMH_REQUIRE_FOLDER(vectors() / "compat/topk.json");
  WMH_REQUIRE_FOLDER(corpora() / "otel");
  const json::value table = parse_json(read_text(vectors() / "compat/topk.json")).value();
  const Indexed indexed = index_corpus(corpus_file(GetParam()));
  for (const json::value& query : table.at(GetParam()).as_array()) {
    const std::size_t row = indexed.rows.at(place_of(query.at("query")));
    const auto recorded = indexed.log->at(row).value();
    const Step& step = recorded->step;
    const json::array& expected = query.at("top").as_array();
    const auto demos =
        run(indexed.buffer->top_k(RetrievalQuery(step.state_before, step.action, expected.size())));
    ASSERT_THAT(demos, IsOk());
    SCOPED_TRACE(to_text(query.at("query")));
    expect_same(expected, *demos);
  }
}

INSTANTIATE_TEST_SUITE_P(Corpora, TopKCompat,
                         ::testing::Values("bird-sql", "demo-trace-eval", "echo-bench",
                                           "financebench", "pi-swe", "swe-bench", "tau-bench",
                                           "terminal-tasks"));

}  // namespace
}  // namespace wmh::testing
