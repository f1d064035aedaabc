#include "providers/resolve.hpp"

#include <wmh/testing/matchers.hpp>

namespace wmh::detail {
namespace {

ProviderChoice kind(std::string name) {
  return {.kind = std::move(name)};
}

TEST(Resolve, Defaults) {
  const auto claude = resolve_settings({}, {{"ANTHROPIC_API_KEY", "k\n"}}, {});
  ASSERT_THAT(claude, testing::IsOk());
  EXPECT_EQ(claude->kind, ProviderKind::anthropic);
  EXPECT_EQ(claude->model, "claude-opus-5-5");
  EXPECT_EQ(claude->base_url, "https://api.anthropic.com");
  EXPECT_EQ(claude->key.reveal(), "k");
  EXPECT_FALSE(claude->bearer);
  const auto gpt = resolve_settings(kind("openai_responses"), {{"OPENAI_API_KEY", "k"}}, {});
  ASSERT_THAT(gpt, testing::IsOk());
  EXPECT_EQ(gpt->model, "gpt-6.2-astra");
  EXPECT_EQ(gpt->base_url, "https://api.openai.com/v1");
  EXPECT_EQ(gpt->token_field, TokenField::max_completion_tokens);
  EXPECT_EQ(gpt->embed_model, "text-embedding-3-small");
  EXPECT_TRUE(gpt->base64_embeddings);
  const auto bedrock = resolve_settings(kind("bedrock"), {{"AWS_REGION", "eu-west-1"}}, {});
  ASSERT_THAT(bedrock, testing::IsOk());
  EXPECT_EQ(bedrock->model, "global.anthropic.claude-opus-5-5");
  EXPECT_EQ(bedrock->base_url, "https://bedrock-runtime.eu-west-1.amazonaws.com");
  EXPECT_TRUE(bedrock->key.empty());
}

TEST(Resolve, FlagsBeforeEnvironmentBeforeConfig) {
  const ProviderChoice config{.kind = "azure",
                              .endpoint = "https://config.openai.azure.com",
                              .deployment = "config",
                              .api_version = "2024-10-21",
                              .reasoning_effort = "low"};
  Environment environment = {{"AZURE_OPENAI_API_KEY", "k"}};
  const auto all_config = resolve_settings({}, environment, config);
  ASSERT_THAT(all_config, testing::IsOk());
  EXPECT_EQ(all_config->kind, ProviderKind::azure_openai);
  EXPECT_EQ(all_config->base_url, "https://config.openai.azure.com");
  EXPECT_EQ(all_config->model, "config");
  EXPECT_EQ(all_config->api_version, "2024-10-21");
  EXPECT_EQ(all_config->reasoning_effort, "low");
  environment["AZURE_OPENAI_ENDPOINT"] = "https://environment.example/";
  environment["AZURE_OPENAI_API_VERSION"] = "2025-01-01";
  const auto with_environment = resolve_settings({}, environment, config);
  ASSERT_THAT(with_environment, testing::IsOk());
  EXPECT_EQ(with_environment->base_url, "https://environment.example/");
  EXPECT_EQ(with_environment->api_version, "2025-01-01");
  EXPECT_EQ(with_environment->key.reveal(), "k");
  environment["OPENAI_API_VERSION"] = "2025-02-02";
  const ProviderChoice flags{.endpoint = "https://flags.openai.azure.com", .deployment = "flags"};
  const auto with_flags = resolve_settings(flags, environment, config);
  ASSERT_THAT(with_flags, testing::IsOk());
  EXPECT_EQ(with_flags->base_url, "https://flags.openai.azure.com");
  EXPECT_EQ(with_flags->deployment, "flags");
  EXPECT_EQ(with_flags->api_version, "2025-02-02");
}

TEST(Resolve, RegionsOfBedrock) {
  ProviderChoice config = kind("bedrock");
  config.region = "cn-north-1";
  const AwsFiles files{.config = "[default]\nregion = eusc-de-east-1\n"};
  const auto url = [&](const ProviderChoice& flags, const Environment& environment,
                       const ProviderChoice& with) {
    return resolve_settings(flags, environment, with, files).value().base_url;
  };
  ProviderChoice flags;
  flags.region = "us-west-2";
  const Environment both = {{"AWS_REGION", "eu-west-1"}, {"AWS_DEFAULT_REGION", "us-east-1"}};
  EXPECT_EQ(url(flags, both, config), "https://bedrock-runtime.us-west-2.amazonaws.com");
  EXPECT_EQ(url({}, both, config), "https://bedrock-runtime.eu-west-1.amazonaws.com");
  EXPECT_EQ(url({}, {{"AWS_DEFAULT_REGION", "us-east-1"}}, config),
            "https://bedrock-runtime.us-east-1.amazonaws.com");
  EXPECT_EQ(url({}, {}, config), "https://bedrock-runtime.cn-north-1.amazonaws.com.cn");
  EXPECT_EQ(url({}, {}, kind("bedrock")), "https://bedrock-runtime.eusc-de-east-1.amazonaws.eu");
  EXPECT_THAT(resolve_settings({}, {}, kind("bedrock")), testing::MessageHas("set AWS_REGION"));
}

struct KeyCase {
  ProviderChoice flags;
  Environment environment;
  ProviderChoice config;
  std::string key;  // with "Bearer " before a token
};

TEST(Resolve, KeysGoToTheirVendorsOnly) {
  const Environment keys = {
      {"OPENAI_API_KEY", "real"}, {"ANTHROPIC_API_KEY", "real"}, {"WMH_ENDPOINT_API_KEY", "own"}};
  const auto with = [&](std::string name, std::string value) {
    Environment more = keys;
    more[std::move(name)] = std::move(value);
    return more;
  };
  const auto at = [](std::string endpoint, std::string name = "openai") {
    return ProviderChoice{.kind = std::move(name), .endpoint = std::move(endpoint)};
  };
  const KeyCase cases[] = {
      {{}, keys, kind("openai"), "real"},
      {{}, keys, at("https://eu.api.openai.com/v1"), "real"},
      {{}, keys, at("http://api.openai.com/v1"), "own"},
      {{}, keys, at("https://api.openai.com.evil.example/v1"), "own"},
      {{}, keys, at("https://evilopenai.com/v1"), "own"},
      {{}, keys, at("http://localhost:11434/v1"), "own"},
      {at("http://localhost:11434/v1"), keys, {}, "own"},
      {{}, {{"OPENAI_API_KEY", "real"}}, at("http://localhost:11434/v1"), ""},
      {{}, with("OPENAI_BASE_URL", "http://localhost:1/v1"), kind("openai"), "real"},
      {at("http://localhost:2/v1"), with("OPENAI_BASE_URL", "http://localhost:1/v1"), {}, "own"},
      {{}, keys, at("https://gateway.example", "anthropic"), "own"},
      {{}, with("ANTHROPIC_AUTH_TOKEN", "tok"), kind("anthropic"), "real"},
      {{}, {{"ANTHROPIC_AUTH_TOKEN", "tok"}}, kind("anthropic"), "Bearer tok"},
      {{},
       {{"AWS_BEARER_TOKEN_BEDROCK", "tok"}, {"AWS_REGION", "us-east-1"}},
       kind("bedrock"),
       "Bearer tok"},
  };
  for (const KeyCase& each : cases) {
    const auto settings = resolve_settings(each.flags, each.environment, each.config);
    ASSERT_THAT(settings, testing::IsOk());
    EXPECT_EQ((settings->bearer ? "Bearer " : "") + settings->key.reveal(), each.key)
        << settings->base_url;
  }
}

TEST(Resolve, AzureTokenBeforeKey) {
  const ProviderChoice config{
      .kind = "azure", .endpoint = "https://x.services.ai.azure.com", .deployment = "d"};
  const auto settings =
      resolve_settings({}, {{"AZURE_OPENAI_API_KEY", "k"}, {"AZURE_OPENAI_AD_TOKEN", "t"}}, config);
  ASSERT_THAT(settings, testing::IsOk());
  EXPECT_EQ(settings->key.reveal(), "t");
  EXPECT_TRUE(settings->bearer);
}

TEST(Resolve, NothingOfTheAccountGoesToStrangers) {
  const Environment environment = {{"OPENAI_API_KEY", "k"},
                                   {"OPENAI_ORG_ID", "org"},
                                   {"OPENAI_PROJECT_ID", "proj"},
                                   {"OPENAI_CUSTOM_HEADERS", "X-Pass: word"}};
  const auto own = resolve_settings({}, environment, kind("openai"));
  ASSERT_THAT(own, testing::IsOk());
  EXPECT_EQ(own->organization + own->project, "orgproj");
  EXPECT_EQ(own->headers.size(), 1U);
  ProviderChoice config = kind("openai");
  config.endpoint = "https://strange.example/v1";
  const auto strange = resolve_settings({}, environment, config);
  ASSERT_THAT(strange, testing::IsOk());
  EXPECT_EQ(strange->organization + strange->project, "");
  EXPECT_TRUE(strange->headers.empty());
}

TEST(Resolve, DialectOfAnAddress) {
  ProviderChoice config = kind("openai");
  config.endpoint = "http://localhost:8000/v1";
  const auto plain = resolve_settings({}, {}, config);
  ASSERT_THAT(plain, testing::IsOk());
  EXPECT_EQ(plain->token_field, TokenField::max_tokens);
  EXPECT_FALSE(plain->base64_embeddings);
  config.token_field = "max_completion_tokens";
  config.schema_mode = "prompt";
  config.prompt_cache = "hour";
  const auto said = resolve_settings({}, {}, config);
  ASSERT_THAT(said, testing::IsOk());
  EXPECT_EQ(said->token_field, TokenField::max_completion_tokens);
  EXPECT_EQ(said->schema_mode, SchemaMode::prompt);
  EXPECT_EQ(said->prompt_cache, PromptCache::hour);
}

TEST(Resolve, CustomHeaders) {
  const std::string lines = "anthropic-beta: a,b\n\n X-Team :  blue \n";
  Environment environment = {{"ANTHROPIC_API_KEY", "k"}, {"ANTHROPIC_CUSTOM_HEADERS", lines}};
  const auto settings = resolve_settings({}, environment, {});
  ASSERT_THAT(settings, testing::IsOk());
  ASSERT_EQ(settings->headers.size(), 2U);
  EXPECT_EQ(settings->headers[1].name, "X-Team");
  EXPECT_EQ(settings->headers[1].value, "blue");
  environment["ANTHROPIC_CUSTOM_HEADERS"] = "no colon";
  EXPECT_THAT(resolve_settings({}, environment, {}), testing::MessageHas("custom headers"));
}

TEST(Resolve, SaysWhatIsMissingOrWrong) {
  const ProviderChoice azure{.kind = "azure_openai", .deployment = "d"};
  const auto with = [](std::string endpoint) {
    return ProviderChoice{.kind = "openai", .endpoint = std::move(endpoint)};
  };
  ProviderChoice words = with("http://localhost/v1");
  words.token_field = "tokens";
  struct Case {
    ProviderChoice config;
    std::string message;
  };
  const Case cases[] = {
      {kind("anthropic"), "anthropic: no key; set ANTHROPIC_API_KEY"},
      {kind("openai"), "openai: no key; set OPENAI_API_KEY"},
      {azure, "azure_openai: no endpoint; set AZURE_OPENAI_ENDPOINT"},
      {{.kind = "azure", .endpoint = "https://x.openai.azure.com"},
       "azure_openai: no deployment; name the one to use"},
      {{.kind = "azure", .endpoint = "https://x.openai.azure.com", .deployment = "d"},
       "azure_openai: no key; set AZURE_OPENAI_API_KEY"},
      {kind("gemini"), "no provider gemini; have: anthropic"},
      {with("localhost:11434"), "the endpoint: a URL does not begin with http"},
      {with("https:///v1"), "no valid host name; it must look like"},
      {with("https://a b/v1"), "has a blank"},
      {with("https://user:pw@host/v1"), "put it into WMH_ENDPOINT_API_KEY"},
      {with("https://host/v1?key=1"), "the endpoint has a query"},
      {words, "no token_field tokens; have: max_completion_tokens, max_tokens"},
  };
  for (const Case& each : cases)
    EXPECT_THAT(resolve_settings({}, {}, each.config), testing::MessageHas(each.message));
  EXPECT_THAT(resolve_settings({}, {{"ANTHROPIC_API_KEY", ""}}, {}),
              testing::FailsWith(errc::unauthorized));
  EXPECT_THAT(resolve_settings({}, {{"ANTHROPIC_API_KEY", "a b"}}, {}),
              testing::MessageHas("ANTHROPIC_API_KEY holds blanks"));
}

}  // namespace
}  // namespace wmh::detail
