#include <wmh/store.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/shared.hpp"
#include "support/temp_dir.hpp"

namespace wmh::testing {
namespace {

namespace fs = std::filesystem;

fs::path original() {
  return vectors() / "compat/artifact";
}

TEST(WorldModelStore, ListsAndLoadsTheArtifactOfTheOriginal) {
  WMH_REQUIRE_FOLDER(original());
  const WorldModelStore store(original());
  const auto models = store.list().value();
  ASSERT_EQ(models.size(), 1U);
  EXPECT_EQ(models[0].name, "pi-swe");
  EXPECT_EQ(models[0].problem, "");
  EXPECT_EQ(models[0].serve_provider, "openai");
  EXPECT_EQ(models[0].serve_model, "gpt-5.5");
  EXPECT_EQ(models[0].steps, 19U);

  WorldModel model = load_world_model(store.resolve().value()).value();
  const auto answer = model.step(
      Action::tool_call("bash", {{"command", "python3 --version && pip show flask | head -2"}}));
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->content, "Python 3.11.9\nName: Flask\nVersion: 3.0.3\n");
  EXPECT_NE(answer->metadata.at("source").as_string(), "unknown");
  EXPECT_TRUE(answer->metadata.at("evidence").at("trace_id").is_null());
  EXPECT_THAT(load_replay_buffer(store.resolve().value()), IsOk());
}

TEST(WorldModelStore, ShowsABrokenModelAsBroken) {
  WMH_REQUIRE_FOLDER(original());
  struct Case {
    const char* file;
    std::optional<std::string> text;
    const char* problem;
  };
  const Case cases[] = {
      {"config.toml", std::nullopt, "config.toml"},
      {"config.toml", "embed_dim = [", "config.toml:1"},
      {"metrics.json", "{", "metrics.json is not JSON"},
      {"prompts/frontier.json", "{}", "frontier.json is not a JSON array"},
      {"index/embeddings.npy", "\x93NUMPY", "embeddings.npy"},
      {"index/embeddings.npy", std::nullopt, "embeddings.npy is missing"},
      {"index/steps.jsonl", std::nullopt, "steps.jsonl is missing"},
      {"index/meta.json", R"({"rows": 20})", "has lost rows"},
      {"index/meta.json", R"({"rows": 19, "steps_bytes": 5})", "is cut off or changed"},
  };
  for (const Case& broken : cases) {
    TempDir root;
    fs::copy(original(), root.path(), fs::copy_options::recursive);
    fs::copy(root / "models/pi-swe", root / "models/whole", fs::copy_options::recursive);
    fs::remove(root / "models/pi-swe" / broken.file);
    if (broken.text) root.write(fs::path("models/pi-swe") / broken.file, *broken.text);
    const auto models = WorldModelStore(root.path()).list().value();
    ASSERT_EQ(models.size(), 2U);
    EXPECT_NE(models[0].problem.find(broken.problem), std::string::npos) << models[0].problem;
    EXPECT_EQ(models[1].problem, "");
  }
}

TEST(WorldModelStore, SaysWhatThereIs) {
  TempDir root;
  const WorldModelStore store(root.path());
  EXPECT_TRUE(store.list().value().empty());
  EXPECT_THAT(store.resolve(), FailsWith(errc::not_found));
  fs::create_directories(root / "models/one");
  EXPECT_EQ(store.resolve().value(), root / "models/one");
  fs::create_directories(root / "models/two");
  fs::create_directories(root / "models/.two.abc.building");
  EXPECT_THAT(store.resolve(), FailsWith(errc::invalid_argument));
  EXPECT_THAT(store.resolve(), MessageHas("one, two"));
  EXPECT_THAT(store.resolve("three"), FailsWith(errc::not_found));
  EXPECT_THAT(store.resolve("three"), MessageHas("have: one, two"));
  EXPECT_THAT(store.resolve("../one"), FailsWith(errc::invalid_argument));
  EXPECT_THAT(load_world_model(root / "models/one"), FailsWith(errc::corrupt_artifact));
  EXPECT_THAT(load_world_model(root / "models/three"), FailsWith(errc::not_found));
}

TEST(ModelNames, AreSafeFileNames) {
  for (const char* good : {"a", "airline", "A.b_c-1", "0"})
    EXPECT_THAT(check_model_name(good), IsOk());
  for (const char* bad : {"", ".", "..", ".hidden", "-x", "a/b", "a b", "a\n", "\xc3\xa9"})
    EXPECT_THAT(check_model_name(bad), FailsWith(errc::invalid_argument));
}

}  // namespace
}  // namespace wmh::testing
