// What each kind of provider sends is taken by a decoder that knows nothing of our encoders, and
// means what was asked.
#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "providers/aws_sigv4.hpp"
#include "providers/embed.hpp"
#include "support/ask.hpp"
#include "support/http_desk.hpp"
#include "support/provider_server.hpp"

namespace wmh {
namespace {

using testing::ask_once;
using testing::Asked;
using testing::IsOk;
using testing::ProviderServer;
using testing::ProviderServerOptions;

struct Speaker {
  std::string_view name;
  std::string_view kind;
  std::string_view model;
  void (*change)(ProviderOptions&) = [](ProviderOptions&) {
  };
};

constexpr Speaker speakers[] = {
    {"anthropic", "anthropic", "claude-x"},
    {"openai", "openai", "gpt-x"},
    {"responses", "openai_responses", "gpt-x"},
    {"azure", "azure_openai", "my-deployment"},
    {"azure_dated", "azure_openai", "my deployment",
     [](ProviderOptions& options) {
       options.api_version = "2024-10-21";
     }},
    {"azure_preview", "azure_openai", "d",
     [](ProviderOptions& options) {
       options.api_version = "preview";
     }},
    {"bedrock_claude", "bedrock", "us.anthropic.claude-x-v1:0"},
    {"bedrock_converse", "bedrock", "amazon.nova-pro-v1:0"},
    {"bedrock_profile", "bedrock",
     "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc"},
    {"bedrock_token", "bedrock", "us.anthropic.claude-x-v1:0",
     [](ProviderOptions& options) {
       options.environment["AWS_BEARER_TOKEN_BEDROCK"] = testing::AskRules().key;
     }},
};

json::object schema() {
  return parse_json(R"({"type":"object","properties":{"output":{"type":"string","maxLength":9},)"
                    R"("is_error":{"type":"boolean"},"state_note":{"type":"string"}},)"
                    R"("required":["output"]})")
      .value()
      .as_object();
}

std::vector<CompletionRequest> requests() {
  const std::vector<Message> talk = {
      {Role::user, "a \"b\"\n\t\\"}, {Role::assistant, "ü €"}, {Role::user, "日本語 🎈"}};
  std::vector<CompletionRequest> all(8);
  for (CompletionRequest& each : all)
    each.messages = {{Role::user, "ping"}};
  all[1].system = "Be brief. Größe: 漢字";
  all[2].temperature = 0.0;
  all[3].temperature = 0.7;
  all[4].seed = -7;
  all[5].schema = schema();
  all[6].messages = talk;
  all[7] = CompletionRequest("System", talk);
  all[7].temperature = 1.0;
  all[7].seed = 1;
  all[7].schema = schema();
  all[7].max_tokens = 17;
  return all;
}

void expect_same(const Asked& asked, const CompletionRequest& request, const Speaker& speaker) {
  EXPECT_EQ(asked.model, speaker.model);
  EXPECT_EQ(asked.system, request.system);
  EXPECT_EQ(asked.temperature, request.temperature);
  EXPECT_EQ(asked.max_tokens, request.max_tokens);
  EXPECT_EQ(asked.schema.has_value(), request.schema.has_value());
  const bool has_seed = asked.api == testing::Api::chat;
  EXPECT_EQ(asked.seed, has_seed ? request.seed : std::nullopt);
  ASSERT_EQ(asked.messages.size(), request.messages.size());
  for (std::size_t i = 0; i < asked.messages.size(); ++i) {
    EXPECT_EQ(asked.messages[i].role, request.messages[i].role);
    EXPECT_EQ(asked.messages[i].content, request.messages[i].content);
  }
}

void expect_understood(const ProviderServer& server, const ProviderOptions& options,
                       const CompletionRequest& request) {
  const auto completion = ask_once(options, request);
  for (const std::string& refusal : server.refusals())
    ADD_FAILURE() << refusal;
  ASSERT_THAT(completion, IsOk());
  EXPECT_EQ(completion->text, testing::world_model_reply({}).text);
  EXPECT_EQ(completion->usage, testing::world_model_reply({}).usage);
  EXPECT_EQ(completion->request_id, "req-1");
}

TEST(EveryDialect, IsUnderstood) {
  for (const Speaker& speaker : speakers) {
    SCOPED_TRACE(speaker.name);
    const ProviderServer server;
    ProviderOptions options = server.provider(speaker.kind, std::string(speaker.model));
    speaker.change(options);
    std::size_t count = 0;
    for (const CompletionRequest& request : requests()) {
      SCOPED_TRACE(count);
      expect_understood(server, options, request);
      const auto asked = server.asked();
      ASSERT_EQ(asked.size(), ++count);
      expect_same(asked.back(), request, speaker);
    }
  }
}

TEST(EveryDialect, KnowsItsSettings) {
  void (*const changes[])(ProviderOptions&) = {
      [](ProviderOptions& options) { options.reasoning_effort = "low"; },
      [](ProviderOptions& options) { options.schema_mode = "json_object"; },
      [](ProviderOptions& options) { options.schema_mode = "prompt"; },
      [](ProviderOptions& options) { options.prompt_cache = "minutes"; },
      [](ProviderOptions& options) { options.prompt_cache = "hour"; },
      [](ProviderOptions& options) { options.token_field = "max_tokens"; },
      [](ProviderOptions& options) {
        options.token_field = "max_completion_tokens";
      }};
  for (const Speaker& speaker : speakers) {
    SCOPED_TRACE(speaker.name);
    const ProviderServer server;
    for (const auto change : changes) {
      ProviderOptions options = server.provider(speaker.kind, std::string(speaker.model));
      speaker.change(options);
      change(options);
      expect_understood(server, options, requests().back());
      const std::string& effort = options.reasoning_effort;
      EXPECT_EQ(server.asked().back().effort, effort);
    }
  }
}

TEST(EveryDialect, FindsACustomAddressBehindAPrefixAndTls) {
  for (const std::string_view kind : {"anthropic", "openai", "openai_responses", "azure_openai"}) {
    SCOPED_TRACE(kind);
    ProviderServerOptions served;
    served.rules.prefix = "/gateway/llm";
    served.tls = true;
    const ProviderServer server(served);
    ProviderOptions options = server.provider(kind);
    const bool with_version = kind == "openai" || kind == "openai_responses";
    options.base_url = server.origin() + "/gateway/llm" + (with_version ? "/v1/" : "/");
    options.environment["WMH_ENDPOINT_API_KEY"] = served.rules.key;
    expect_understood(server, options, requests().back());
  }
}

TEST(EveryDialect, SendsNoKeyThatIsNotMeantForTheAddress) {
  ProviderServerOptions served;
  served.rules.key.clear();
  const ProviderServer server(served);
  for (const std::string_view kind : {"anthropic", "openai", "openai_responses", "azure_openai"}) {
    SCOPED_TRACE(kind);
    ProviderOptions options = server.provider(kind);
    for (const char* name : {"ANTHROPIC_API_KEY", "OPENAI_API_KEY", "AZURE_OPENAI_API_KEY"})
      options.environment[name] = "sk-of-the-vendor";
    const bool with_version = kind == "openai" || kind == "openai_responses";
    options.base_url = server.origin() + (with_version ? "/v1" : "");
    expect_understood(server, options, requests().front());
  }
}

TEST(EveryDialect, SignsWithASessionToken) {
  ProviderServerOptions served;
  served.rules.aws.session_token = detail::Secret("FwoGZXIvYXdzEXAMPLETOKEN//////////wEaDEXAMPLE=");
  const ProviderServer server(served);
  expect_understood(server, server.provider("bedrock"), requests().front());
}

struct EmbedSpeaker {
  detail::ProviderKind kind;
  std::string_view model;
  std::size_t texts;
  std::size_t dim;
  std::string_view api_version = "";
  bool base64 = false;
};

using detail::ProviderKind;
constexpr EmbedSpeaker embed_speakers[] = {
    {ProviderKind::openai, "text-embedding-3-small", 3, 0},
    {ProviderKind::openai, "text-embedding-3-small", 3, 256, "", true},
    {ProviderKind::openai_responses, "text-embedding-3-small", 1, 256},
    {ProviderKind::azure_openai, "my-embeddings", 3, 0},
    {ProviderKind::azure_openai, "my embeddings", 3, 256, "2024-10-21", true},
    {ProviderKind::bedrock, "amazon.titan-embed-text-v2:0", 1, 256},
    {ProviderKind::bedrock, "amazon.titan-embed-text-v1", 1, 0},
    {ProviderKind::bedrock, "cohere.embed-multilingual-v3", 3, 0},
    {ProviderKind::bedrock, "us.cohere.embed-v4:0", 3, 512},
};

detail::ProviderSettings settings_of(const EmbedSpeaker& speaker, const ProviderServer& server) {
  detail::ProviderSettings settings{.kind = speaker.kind,
                                    .embed_model = std::string(speaker.model)};
  const bool with_version =
      speaker.kind == ProviderKind::openai || speaker.kind == ProviderKind::openai_responses;
  settings.base_url = server.origin() + (with_version ? "/v1" : "");
  settings.api_version = speaker.api_version;
  settings.base64_embeddings = speaker.base64;
  if (speaker.kind != ProviderKind::bedrock) settings.key = detail::Secret(testing::AskRules().key);
  return settings;
}

detail::HttpRequest as_sent(detail::HttpRequest request, ProviderKind kind) {
  const testing::AskRules rules;
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  if (kind == ProviderKind::bedrock)
    detail::sign_v4(request, rules.aws, {rules.region, "bedrock", now});
  return request;
}

TEST(EveryEmbedDialect, IsUnderstood) {
  const std::vector<std::string> all = {"one", "zwei: größer", "三"};
  testing::HttpDesk desk;
  for (const EmbedSpeaker& speaker : embed_speakers) {
    SCOPED_TRACE(speaker.model);
    const ProviderServer server;
    const auto settings = settings_of(speaker, server);
    const auto dialect = detail::embed_dialect_of(settings).value();
    const std::vector<std::string> texts(all.begin(), all.begin() + speaker.texts);
    auto request = dialect.encode(settings, texts, speaker.dim).value();
    const auto outcome = desk.run(desk.client->send(as_sent(std::move(request), speaker.kind), {}));
    for (const std::string& refusal : server.refusals())
      ADD_FAILURE() << refusal;
    ASSERT_THAT(outcome.response, IsOk());
    EXPECT_EQ(server.asked().back().texts, texts);
    EXPECT_EQ(server.asked().back().dim, speaker.dim);
    EXPECT_EQ(server.asked().back().base64, speaker.base64);
    const auto rows = dialect.decode(settings, *outcome.response, texts.size(), speaker.dim);
    ASSERT_TRUE(rows) << rows.failure().message;
    EXPECT_EQ(rows->tokens, 100);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const auto row = testing::row_of(texts[i], rows->rows.dim);
      const auto begin = rows->rows.values.begin() + static_cast<std::ptrdiff_t>(i * row.size());
      EXPECT_TRUE(std::equal(row.begin(), row.end(), begin)) << i;
    }
  }
}

}  // namespace
}  // namespace wmh
