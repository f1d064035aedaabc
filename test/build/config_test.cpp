#include "build/config.hpp"

#include <wmh/testing/matchers.hpp>

#include "support/shared.hpp"

namespace wmh::testing {
namespace {

using detail::ModelConfig, detail::parse_config;

TEST(ModelConfig, ReadsWhatItWrites) {
  ModelConfig config;
  config.providers.push_back({.kind = "openai", .model = "a \"quoted\" \\ model"});
  config.providers.push_back({.kind = "bedrock", .model = "m", .region = "eu-west-1"});
  config.serve_provider = "bedrock";
  config.embed_dim = 64;
  config.train_split = 0.25;
  config.split_by = "task";
  const ModelConfig again = parse_config(detail::config_text(config), "config.toml").value();
  ASSERT_EQ(again.providers.size(), 2U);
  EXPECT_EQ(again.providers[0].model, config.providers[0].model);
  EXPECT_EQ(again.providers[1].region, "eu-west-1");
  EXPECT_EQ(again.serve_model(), "m");
  EXPECT_EQ(again.embed_dim, 64);
  EXPECT_EQ(again.train_split, 0.25);
  EXPECT_EQ(again.split_by, "task");
}

TEST(ModelConfig, HasTheDefaultsOfTheOriginalAndIgnoresNewKeys) {
  const ModelConfig config = parse_config("knowledge = true\n", "config.toml").value();
  EXPECT_EQ(config.serve_provider, "anthropic");
  EXPECT_EQ(config.embed_dim, 512);
  EXPECT_EQ(config.top_k, 5);
  EXPECT_EQ(config.gepa_budget, 50);
}

TEST(ModelConfig, SaysWhichLineIsWrong) {
  const std::pair<const char*, const char*> cases[] = {
      {"top_k = 1\nembed_dim = \"x\"", "config.toml:2: embed_dim must be a whole number"},
      {"embed_dim = 0", "config.toml:1: embed_dim"},
      {"embed_dim = 100000", "config.toml:1: embed_dim must be at most"},
      {"train_split = 1.0", "config.toml:1: train_split"},
      {"train_split = nan", "config.toml:1: train_split"},
      {"providers = 3", "config.toml:1: providers"},
      {"providers = [{ model = \"x\" }]", "config.toml:1: providers"},
      {"providers = [", "config.toml:1"},
  };
  for (const auto& [text, message] : cases) {
    EXPECT_THAT(parse_config(text, "config.toml"), FailsWith(errc::corrupt_artifact)) << text;
    EXPECT_THAT(parse_config(text, "config.toml"), MessageHas(message)) << text;
  }
}

TEST(ModelConfig, ReadsTheFileOfTheOriginal) {
  const auto file = vectors() / "compat/artifact/models/pi-swe/config.toml";
  WMH_REQUIRE_FOLDER(file);
  const ModelConfig config = detail::read_config(file).value();
  EXPECT_EQ(config.serve_provider, "openai");
  EXPECT_EQ(config.serve_model(), "gpt-5.5");
  EXPECT_EQ(config.embed_dim, 64);
}

}  // namespace
}  // namespace wmh::testing
