#include <wmh/testing/matchers.hpp>

#include "support/api_client.hpp"
#include "support/predictors.hpp"
#include "support/temp_dir.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace wmh {
namespace {

using testing::ApiClient;

json::object scored(std::size_t step, double score, std::string_view tool,
                    json::value confidence = nullptr) {
  return {{"trace_id", "t"},
          {"step", step},
          {"action", {{"kind", "tool_call"}, {"name", tool}, {"arguments", {{"n", step}}}}},
          {"actual", fmt::format("actual {}", step)},
          {"predicted", fmt::format("predicted {}", step)},
          {"score", score},
          {"source", confidence.is_null() ? "unknown" : "recorded"},
          {"confidence", std::move(confidence)},
          {"is_error_actual", false},
          {"is_error_predicted", false}};
}

std::string result(std::string_view id, std::string_view started, json::array steps) {
  const std::size_t count = steps.size();
  const json::object file{{"mean_score", 0.5}, {"failed", json::array()}, {"results", steps}};
  return to_text(json::object{{"run_id", id},
                              {"started_at", started},
                              {"suite", "s/default"},
                              {"suite_config", json::object{{"title", "S"}}},
                              {"config", {{"provider", "offline"}, {"model", "offline"}}},
                              {"report",
                               {{"overall_fidelity", 0.5},
                                {"overall_std", 0.25},
                                {"total_steps", count},
                                {"judge", "structural"},
                                {"per_file", {{"traces.jsonl", file}}}}}});
}

struct EvalEndpointsTest : ::testing::Test {
  EvalEndpointsTest() {
    results.write("s/default/one.json", result("one", "2030-01-01T00:00:00Z",
                                               {scored(0, 1, "look", 0.9), scored(1, 0, "look"),
                                                scored(2, 0.5, "take", 0.2)}));
    results.write("s/default/two.json", result("two", "2030-01-02T00:00:00Z", {}));
    results.write("s/default/notes.json", "{}");
    results.write("unfinished/half.json", result("half", "2030-01-03T00:00:00Z", {}));
    server::ServerOptions options;
    options.results = results.path();
    server = testing::serve(std::make_shared<testing::EchoPredictor>(), {}, std::move(options));
    client.emplace(server->port());
  }
  std::vector<std::int64_t> found(std::string_view query) {
    const auto page = client->get("/evals/one/steps?" + std::string(query));
    EXPECT_EQ(page.status, 200) << page.text;
    std::vector<std::int64_t> all;
    for (const json::value& each : page.at("steps").as_array())
      all.push_back(each.at("index").as_int64());
    return all;
  }

  testing::TempDir results;
  std::unique_ptr<server::Server> server;
  std::optional<ApiClient> client;
};

using Indices = std::vector<std::int64_t>;

TEST_F(EvalEndpointsTest, ResultsAreListedNewestFirst) {
  const auto listed = client->get("/evals");
  ASSERT_EQ(listed.at("evals").as_array().size(), 2U);
  EXPECT_EQ(listed.at("evals").at(0).at("id"), "two");
  EXPECT_EQ(listed.at("evals").at(1).at("steps"), 3);
  EXPECT_EQ(listed.at("evals").at(1).at("fidelity"), 0.5);
}

TEST_F(EvalEndpointsTest, AResultComesWithoutItsSteps) {
  const auto shown = client->get("/evals/one");
  ASSERT_EQ(shown.status, 200);
  const auto& report = shown.at("report");
  EXPECT_EQ(report.at("per_file").at("traces.jsonl").as_object().count("results"), 0U);
  ASSERT_EQ(report.at("histogram").as_array().size(), 20U);
  EXPECT_EQ(report.at("histogram").at(0), 1);
  EXPECT_EQ(report.at("histogram").at(10), 1);
  EXPECT_EQ(report.at("histogram").at(19), 1);
}

TEST_F(EvalEndpointsTest, StepsAreFilteredSortedAndPaged) {
  EXPECT_EQ(found(""), (Indices{0, 1, 2}));
  EXPECT_EQ(found("order=worst"), (Indices{1, 2, 0}));
  EXPECT_EQ(found("order=best"), (Indices{0, 2, 1}));
  EXPECT_EQ(found("tool=look"), (Indices{0, 1}));
  EXPECT_EQ(found("source=recorded"), (Indices{0, 2}));
  EXPECT_EQ(found("score_from=0.5&score_to=1"), (Indices{0, 2}));
  EXPECT_EQ(found("score_from=0&score_to=0.5"), (Indices{1}));
  EXPECT_EQ(found("confidence_from=0.5&confidence_to=1"), (Indices{0}));
  EXPECT_EQ(found("from=1&limit=1"), (Indices{1}));
  EXPECT_EQ(found("from=9"), (Indices{}));
}

TEST_F(EvalEndpointsTest, AStepComesWhole) {
  const auto step = client->get("/evals/one/steps/2");
  EXPECT_EQ(step.at("actual"), "actual 2");
  EXPECT_EQ(step.at("predicted"), "predicted 2");
}

TEST_F(EvalEndpointsTest, WhatIsNotThereIsRefused) {
  for (const char* path : {"/evals/none", "/evals/..%2F..%2Fetc", "/evals/one/steps/3",
                           "/evals/one/steps/x", "/evals/one/steps/-1"})
    EXPECT_EQ(client->get(path).status, 404) << path;
  for (const char* query : {"order=sideways", "score_from=much", "limit=-1", "score_to=nan"})
    EXPECT_EQ(client->get("/evals/one/steps?" + std::string(query)).status, 400) << query;
}

TEST_F(EvalEndpointsTest, AChangedFileIsReadAgain) {
  EXPECT_EQ(client->get("/evals/one/steps").at("total"), 3);
  results.write("s/default/one.json",
                result("one", "2030-01-01T00:00:00Z", {scored(7, 1, "look")}));
  EXPECT_EQ(client->get("/evals/one/steps").at("total"), 1);
  std::filesystem::remove(results / "s/default/one.json");
  EXPECT_EQ(client->get("/evals/one").status, 404);
}

}  // namespace
}  // namespace wmh
