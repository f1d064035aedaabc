#include <wmh/build.hpp>
#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/run_task.hpp"
#include "support/temp_dir.hpp"
#include "support/traces.hpp"

namespace wmh::testing {
namespace {

namespace fs = std::filesystem;

struct BuildTest : ::testing::Test {
  TempDir folder;
  WorldModelStore store{folder / "root"};

  BuildOptions options(std::string_view corpus, std::string name = "shop") {
    BuildOptions made;
    made.name = std::move(name);
    made.files = {folder.write("traces.jsonl", corpus)};
    return made;
  }
  std::string text(const fs::path& file) const { return read_text(folder / "root/models" / file); }
};

TEST_F(BuildTest, WritesAModelThatLoadsAndAnswers) {
  const BuildReport report = build_world_model(store, options(small_corpus(100))).value();
  EXPECT_EQ(report.steps, 400U);
  EXPECT_EQ(report.train_traces + report.held_out_traces, 100U);
  EXPECT_GT(report.held_out_traces, 5U);
  EXPECT_EQ(report.held_out_steps, report.held_out_traces * 4);
  EXPECT_GT(report.held_out_accuracy.value_or(0), 0.9);

  const auto models = store.list().value();
  ASSERT_EQ(models.size(), 1U);
  EXPECT_EQ(models[0].problem, "");
  EXPECT_EQ(models[0].steps, 400U);
  EXPECT_EQ(models[0].serve_provider, "offline");
  EXPECT_EQ(models[0].frontier_size, 1U);

  auto model = load_world_model(store.resolve("shop").value()).value();
  ASSERT_THAT(model.restart(SessionStart("count the stock of article 3")), IsOk());
  const auto answer = model.step(Action::tool_call("lookup", {{"id", 3}})).value();
  EXPECT_NE(answer.metadata.at("source").as_string(), "unknown");
  EXPECT_TRUE(answer.metadata.at("evidence").at("trace_id").is_string());
  EXPECT_EQ(load_replay_buffer(store.resolve("shop").value()).value()->size(), 400U);
}

TEST_F(BuildTest, RebuildsInPlaceAndKeepsTheRecordsOfEarlierRuns) {
  const BuildReport first = build_world_model(store, options(small_corpus(20))).value();
  auto old = load_world_model(store.resolve("shop").value()).value();
  const BuildReport second = build_world_model(store, options(small_corpus(40))).value();
  EXPECT_EQ(store.list().value().at(0).steps, 160U);
  EXPECT_TRUE(fs::exists(second.path / "runs" / (first.run_id + ".json")));
  EXPECT_TRUE(fs::exists(second.path / "runs" / (second.run_id + ".json")));
  EXPECT_THAT(old.step(Action::tool_call("lookup", {{"id", 3}})), IsOk());
}

TEST_F(BuildTest, AFailedBuildChangesNothing) {
  EXPECT_THAT(build_world_model(store, options("not json\n")), FailsWith(errc::bad_trace));
  EXPECT_FALSE(fs::exists(store.root()));
  ASSERT_THAT(build_world_model(store, options(small_corpus(20))), IsOk());
  const std::string before = text("shop/index/steps.jsonl");
  EXPECT_THAT(build_world_model(store, options("")), FailsWith(errc::bad_trace));
  EXPECT_EQ(text("shop/index/steps.jsonl"), before);
}

TEST_F(BuildTest, ChecksItsOptions) {
  auto bad_name = options(small_corpus(2), "a/b");
  EXPECT_THAT(build_world_model(store, bad_name), FailsWith(errc::invalid_argument));
  auto bad_split = options(small_corpus(2));
  bad_split.split.train = 1;
  EXPECT_THAT(build_world_model(store, bad_split), FailsWith(errc::invalid_argument));
  auto absent = options("");
  absent.files = {folder / "absent.jsonl"};
  EXPECT_THAT(build_world_model(store, absent), FailsWith(errc::not_found));
}

TEST_F(BuildTest, KeepsTheNamesOfItsProviderAndNoKey) {
  auto served = options(small_corpus(20));
  served.provider.kind = "openai";
  served.provider.model = "qwen3";
  served.provider.base_url = "http://127.0.0.1:8080/v1";
  served.provider.schema_mode = "prompt";
  served.provider.environment = {{"OPENAI_API_KEY", "secret-key"}};
  served.top_k = 7;
  const auto folder_of_model = build_world_model(store, served).value().path;
  const ProviderOptions names = provider_options(folder_of_model).value();
  EXPECT_EQ(names.kind, "openai");
  EXPECT_EQ(names.model, "qwen3");
  EXPECT_EQ(names.base_url, "http://127.0.0.1:8080/v1");
  EXPECT_EQ(names.schema_mode, "prompt");
  EXPECT_EQ(text("shop/config.toml").find("secret-key"), std::string::npos);
  EXPECT_EQ(llm_options(folder_of_model).value().demonstrations, 7U);
  EXPECT_EQ(llm_options(folder_of_model).value().prompt, base_prompt());
  EXPECT_EQ(store.list().value().front().serve_model, "qwen3");
}

TEST_F(BuildTest, IndexesWithTheEmbedderItIsGiven) {
  struct Counting final : Embedder {
    std::string_view name() const noexcept override { return "counting"; }
    std::size_t dim() const noexcept override { return 3; }
    Task<Embeddings> embed(std::vector<std::string> texts) override {
      Embeddings rows{3, {}};
      for (const std::string& each : texts)
        rows.values.insert(rows.values.end(), {1.0F, static_cast<float>(each.size()), 0.0F});
      co_return rows;
    }
  };
  auto embedded = options(small_corpus(20));
  embedded.embedder = std::make_shared<Counting>();
  embedded.embed_provider.kind = "openai";
  embedded.embed_provider.embed_model = "text-embedding-3-small";
  const auto folder_of_model = build_world_model(store, embedded).value().path;
  const EmbedderChoice choice = embedder_choice(folder_of_model).value();
  EXPECT_EQ(choice.provider.kind, "openai");
  EXPECT_EQ(choice.provider.embed_model, "text-embedding-3-small");
  EXPECT_EQ(choice.dim, 3U);
  EXPECT_THAT(load_replay_buffer(folder_of_model), MessageHas("embeddings of openai"));
  const auto index = load_replay_buffer(folder_of_model, std::make_shared<Counting>());
  ASSERT_THAT(index, IsOk());
  EXPECT_EQ((*index)->size(), 80U);
  EXPECT_THAT(load_world_model(folder_of_model), IsOk());
}

TEST_F(BuildTest, ScoresAtMostSoManyHeldOutSteps) {
  auto few = options(small_corpus(200));
  few.held_out_steps = 10;
  EXPECT_EQ(build_world_model(store, few).value().held_out_steps, 12U);  // whole traces of 4
  auto none = options(small_corpus(200));
  none.held_out_steps = 0;
  EXPECT_FALSE(build_world_model(store, none).value().held_out_accuracy);
}

struct ShoutingOptimizer final : Optimizer {
  Task<OptimizeResult> optimize(OptimizeTask task) override {
    trained_on = task.train.size();
    OptimizeResult result;
    result.prompt = "LOUDER: " + task.base_prompt;
    result.frontier = {result.prompt, task.base_prompt};
    result.rollouts_used = 7;
    co_return result;
  }
  std::size_t trained_on = 0;
};

TEST_F(BuildTest, KeepsWhatAnOptimizerFinds) {
  const auto optimizer = std::make_shared<ShoutingOptimizer>();
  auto with = options(small_corpus(100));
  with.optimizer = optimizer;
  const BuildReport report = build_world_model(store, with).value();
  EXPECT_EQ(optimizer->trained_on, report.train_traces);
  EXPECT_TRUE(text("shop/prompts/optimized.txt").starts_with("LOUDER: "));
  EXPECT_EQ(store.list().value().at(0).frontier_size, 2U);
  EXPECT_EQ(store.list().value().at(0).rollouts_used, 7);
}

TEST_F(BuildTest, WritesAnIndexThatAnyLineReaderCanSplit) {
  std::ostringstream corpus;
  Trace trace = small_trace(1, 1);
  trace.steps[0].observation.content = "one\xe2\x80\xa8two\xc2\x85three";
  write_otel_genai(corpus, trace);
  ASSERT_THAT(build_world_model(store, options(corpus.str())), IsOk());
  const std::string lines = text("shop/index/steps.jsonl");
  EXPECT_EQ(lines.find('\xe2'), std::string::npos);
  const auto recorded = load_step_log(store.resolve().value()).value()->at(0).value();
  EXPECT_EQ(recorded->step.observation.content, trace.steps[0].observation.content);
}

}  // namespace
}  // namespace wmh::testing
