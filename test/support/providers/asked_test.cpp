#include "support/providers/asked.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "providers/dialect.hpp"
#include "providers/embed.hpp"
#include "providers/headers.hpp"

#include <boost/json/serialize.hpp>

namespace wmh::testing {
namespace {

using detail::HttpRequest;
using detail::ProviderKind;
using detail::ProviderSettings;

const AskRules& rules() {
  static const AskRules made = [] {
    AskRules set;
    set.now = std::chrono::sys_days(std::chrono::year(2026) / 1 / 2) + std::chrono::hours(3);
    return set;
  }();
  return made;
}

ProviderSettings settings_for(ProviderKind kind, std::string model = "m-1") {
  ProviderSettings settings{.kind = kind, .model = std::move(model)};
  const bool with_version = kind == ProviderKind::openai || kind == ProviderKind::openai_responses;
  settings.base_url = with_version ? "http://127.0.0.1:80/v1" : "http://127.0.0.1:80";
  if (kind != ProviderKind::bedrock) settings.key = detail::Secret(rules().key);
  return settings;
}

HttpRequest signed_request(HttpRequest request) {
  detail::sign_v4(request, rules().aws, {rules().region, "bedrock", rules().now});
  return request;
}

HttpRequest encoded(const ProviderSettings& settings) {
  CompletionRequest request("Be brief.", {{Role::user, "ping"}});
  request.schema = parse_json(R"({"type":"object","properties":{"a":{"type":"string"}},)"
                              R"("required":["a"],"additionalProperties":false})")
                       .value()
                       .as_object();
  auto made = detail::dialect_of(settings.kind).encode(settings, request).value();
  return settings.kind == ProviderKind::bedrock ? signed_request(std::move(made)) : made;
}

HttpRequest embedding(ProviderKind kind, std::string model) {
  ProviderSettings settings = settings_for(kind);
  settings.embed_model = std::move(model);
  const std::string text = "one";
  auto made = detail::embed_dialect_of(settings).value().encode(settings, {&text, 1}, 256).value();
  return kind == ProviderKind::bedrock ? signed_request(std::move(made)) : made;
}

/// A request of each API by its name.
HttpRequest good(std::string_view api) {
  if (api == "messages") return encoded(settings_for(ProviderKind::anthropic));
  if (api == "chat") return encoded(settings_for(ProviderKind::openai));
  if (api == "responses") return encoded(settings_for(ProviderKind::openai_responses));
  if (api == "azure") return encoded(settings_for(ProviderKind::azure_openai));
  if (api == "invoke")
    return encoded(settings_for(ProviderKind::bedrock, "anthropic.claude-x-v1:0"));
  if (api == "converse") return encoded(settings_for(ProviderKind::bedrock, "amazon.nova:0"));
  if (api == "titan") return embedding(ProviderKind::bedrock, "amazon.titan-embed-text-v2:0");
  if (api == "cohere") return embedding(ProviderKind::bedrock, "us.cohere.embed-v4:0");
  if (api == "azure_embeddings") return embedding(ProviderKind::azure_openai, "e-1");
  return embedding(ProviderKind::openai, "e-1");
}

constexpr std::string_view apis[] = {"messages",         "chat",      "responses", "azure",
                                     "invoke",           "converse",  "titan",     "cohere",
                                     "azure_embeddings", "embeddings"};

TEST(ReadAsked, UnderstandsEveryApi) {
  for (const std::string_view api : apis) {
    const auto asked = read_asked(good(api), rules());
    ASSERT_THAT(asked, IsOk()) << api;
    const bool embeds = !asked->texts.empty();
    EXPECT_EQ(embeds, asked->messages.empty()) << api;
    if (embeds) {
      EXPECT_EQ(asked->texts, std::vector<std::string>{"one"}) << api;
      EXPECT_EQ(asked->dim, 256U) << api;
      continue;
    }
    EXPECT_EQ(asked->system, "Be brief.") << api;
    EXPECT_EQ(asked->messages.at(0).content, "ping") << api;
    EXPECT_EQ(asked->max_tokens, 8192) << api;
    EXPECT_TRUE(asked->schema) << api;
    EXPECT_FALSE(asked->temperature) << api;
  }
}

/// A change of the body: the member at `pointer` becomes `value`; "-" takes it away.
struct Damage {
  std::string_view api;
  std::string_view pointer;
  std::string_view value;
  std::string_view problem;
};

void change(json::value& body, std::string_view pointer, std::string_view value) {
  const auto last = pointer.rfind('/');
  boost::system::error_code failed;
  json::value* owner = last == 0 ? &body : body.find_pointer(pointer.substr(0, last), failed);
  ASSERT_NE(owner, nullptr) << pointer;
  const std::string_view name = pointer.substr(last + 1);
  if (value == "-")
    owner->as_object().erase(name);
  else
    owner->as_object()[name] = parse_json(value).value();
}

constexpr Damage damages[] = {
    {"messages", "/model", "-", "body.model is missing"},
    {"messages", "/model", "1", "body.model is no text"},
    {"messages", "/model", "\"\"", "body.model is empty"},
    {"messages", "/max_tokens", "-", "body.max_tokens is missing"},
    {"messages", "/max_tokens", "0", "body.max_tokens is not from 1"},
    {"messages", "/max_tokens", "1.5", "body.max_tokens is no integer"},
    {"messages", "/max_tokens", "99999999999999999999", "body.max_tokens"},
    {"messages", "/messages", "[]", "body.messages is empty"},
    {"messages", "/messages", "{}", "body.messages is no array"},
    {"messages", "/messages", R"([{"role":"system","content":"a"}])", "[0].role is \"system\""},
    {"messages", "/messages", R"([{"role":"assistant","content":"a"}])", "begin with the user"},
    {"messages", "/messages", R"([{"role":"user","content":""}])", "[0].content is empty"},
    {"messages", "/messages", R"([{"role":"user","content":"a","x":1}])", "[0].x is not known"},
    {"messages", "/messages", R"(["a"])", "[0] is no object"},
    {"messages", "/system", "[]", "body.system is empty"},
    {"messages", "/system", R"([{"type":"text","text":""}])", "text is empty"},
    {"messages", "/system", R"([{"type":"text","text":"a","cache_control":{"type":"x"}}])", "type"},
    {"messages", "/temperature", "1.5", "body.temperature is not from 0 to 1"},
    {"messages", "/temperature", "null", "body.temperature is no number"},
    {"messages", "/seed", "1", "body.seed is not known"},
    {"messages", "/output_config/effort", "\"huge\"", "effort is \"huge\""},
    {"messages", "/output_config/format/schema/additionalProperties", "-", "open object"},
    {"messages", "/output_config/format/type", "\"json\"", "type is \"json\""},
    {"chat", "/max_tokens", "1", "both there"},
    {"chat", "/max_completion_tokens", "-", "max_completion_tokens is missing"},
    {"chat", "/messages", R"([{"role":"user","content":"a"},{"role":"system","content":"b"}])",
     "not the first"},
    {"chat", "/messages", R"([{"role":"system","content":"b"}])", "begin with the user"},
    {"chat", "/response_format/json_schema/name", "\"a b\"", "is no name"},
    {"chat", "/response_format/json_schema/strict", "1", "neither true nor false"},
    {"chat", "/response_format/json_schema/schema/required", "[]", "does not require a"},
    {"chat", "/response_format", R"({"type":"json_object"})", "no text says so"},
    {"chat", "/seed", "1.5", "seed is no integer"},
    {"chat", "/stream", "false", "stream is not known"},
    {"responses", "/max_output_tokens", "8", "not from 16"},
    {"responses", "/store", "-", "store is missing"},
    {"responses", "/store", "true", "would be kept"},
    {"responses", "/text/format/name", "-", "name is missing"},
    {"responses", "/reasoning", "{}", "effort is missing"},
    {"responses", "/messages", "[]", "messages is not known"},
    {"azure", "/model", "-", "body.model is missing"},
    {"invoke", "/anthropic_version", "-", "anthropic_version is missing"},
    {"invoke", "/model", "\"m\"", "body.model is not known"},
    {"converse", "/inferenceConfig", "-", "inferenceConfig is missing"},
    {"converse", "/inferenceConfig/maxTokens", "\"9\"", "maxTokens is no integer"},
    {"converse", "/messages", R"([{"role":"user","content":"a"}])", "content is no array"},
    {"converse", "/messages", R"([{"role":"user","content":[{"text":""}]}])", "text is empty"},
    {"converse", "/system", R"([{"cachePoint":{"type":"x"}}])", "type is \"x\""},
    {"converse", "/outputConfig/textFormat/structure/jsonSchema/schema", "{}", "is no text"},
    {"converse", "/outputConfig/textFormat/structure/jsonSchema/schema", "\"[]\"",
     "no JSON object"},
    {"titan", "/inputText", "\"\"", "inputText is empty"},
    {"titan", "/dimensions", "300", "is none of"},
    {"titan", "/texts", "[]", "texts is not known"},
    {"cohere", "/texts", R"(["a",1])", "holds no text"},
    {"cohere", "/input_type", "-", "input_type is missing"},
    {"cohere", "/embedding_types", R"(["int8"])", "is not [\"float\"]"},
    {"embeddings", "/input", R"(["a",""])", "holds no text"},
    {"embeddings", "/dimensions", "0", "not from 1"},
    {"embeddings", "/encoding_format", "\"int8\"", "encoding_format"},
};

TEST(ReadAsked, RefusesDamagedBodies) {
  for (const Damage& each : damages) {
    HttpRequest request = good(each.api == "chat" ? "azure" : each.api);
    if (each.api == "chat") request = good("chat");
    json::value body = parse_json(request.body).value();
    change(body, each.pointer, each.value);
    request.body = json::serialize(body);
    if (request.url.find("/model/") != std::string::npos)
      request = signed_request(std::move(request));
    EXPECT_THAT(read_asked(request, rules()), MessageHas(std::string(each.problem)))
        << each.api << each.pointer << " " << each.value;
  }
}

TEST(ReadAsked, RefusesWhatIsNoJson) {
  for (const std::string_view body : {"", "{", "[]", "null", "{}x", "\xff"}) {
    HttpRequest request = good("messages");
    request.body = body;
    EXPECT_THAT(read_asked(request, rules()), FailsWith(errc::invalid_argument)) << body;
  }
}

TEST(ReadAsked, RefusesUnknownMembersOfEveryApi) {
  for (const std::string_view api : apis) {
    HttpRequest request = good(api);
    json::value body = parse_json(request.body).value();
    change(body, "/surprise", "1");
    request.body = json::serialize(body);
    if (request.url.find("/model/") != std::string::npos)
      request = signed_request(std::move(request));
    EXPECT_THAT(read_asked(request, rules()), MessageHas("surprise is not known")) << api;
  }
}

TEST(ReadAsked, RefusesOtherPlaces) {
  const std::pair<std::string_view, std::string_view> table[] = {
      {"messages", "/messages"},
      {"messages", "/v1/messages?beta=true"},
      {"chat", "/v1//chat/completions"},
      {"azure", "/openai/v1/chat/completions?api-version=2024-10-21"},
      {"azure", "/openai/deployments/m/chat/completions"},
      {"azure", "/openai/deployments/a b/chat/completions?api-version=2024-10-21"},
      {"converse", "/model/amazon.nova:0/converse"},
      {"converse", "/model//converse"},
      {"converse", "/model/amazon.nova%3A0/converse-stream"},
      {"titan", "/model/amazon.nova%3A0/invoke"}};
  for (const auto& [api, path] : table) {
    HttpRequest request = good(api);
    request.url = "http://127.0.0.1:80" + std::string(path);
    EXPECT_THAT(read_asked(request, rules()), MessageHas("path is no API's")) << path;
  }
  HttpRequest request = good("messages");
  request.method = "GET";
  EXPECT_THAT(read_asked(request, rules()), MessageHas("method"));
  AskRules behind = rules();
  behind.prefix = "/gateway";
  EXPECT_THAT(read_asked(good("messages"), behind), MessageHas("path"));
}

TEST(ReadAsked, RefusesWrongHeaders) {
  struct {
    std::string_view api;
    std::string_view name;
    std::string_view value;  ///< "-": without it.
    std::string_view problem;
  } table[] = {
      {"messages", "content-type", "-", "content-type"},
      {"messages", "content-type", "text/plain", "content-type"},
      {"messages", "accept", "*/*", "accept"},
      {"messages", "anthropic-version", "-", "anthropic-version"},
      {"messages", "anthropic-version", "1", "anthropic-version"},
      {"messages", "x-api-key", "-", "key is missing"},
      {"messages", "x-api-key", "other", "key is missing or wrong"},
      {"messages", "authorization", "Bearer test-key-0123456789", "both there"},
      {"messages", "api-key", "a", "api-key is not known"},
      {"chat", "authorization", "-", "key is missing"},
      {"chat", "authorization", "test-key-0123456789", "key is missing or wrong"},
      {"chat", "x-api-key", "a", "x-api-key is not known"},
      {"chat", "x-surprise", "a", "x-surprise is not known"},
      {"azure", "api-key", "-", "key is missing"},
      {"azure", "authorization", "Bearer test-key-0123456789", "both there"},
      {"converse", "authorization", "-", "neither a signature nor the token"},
      {"converse", "authorization", "Bearer other", "neither a signature nor the token"},
      {"converse", "authorization", "AWS4-HMAC-SHA256 x", "no signed headers"},
      {"converse", "x-amz-date", "-", "x-amz-date"},
      {"converse", "x-amz-date", "20260102T040000Z", "five minutes"},
      {"converse", "x-amz-date", "20260102T030001Z", "does not match"},
      {"converse", "content-type", "application/json ", "content-type"},
      {"converse", "x-amz-security-token", "a", "x-amz-security-token is wrong"},
      {"converse", "x-api-key", "a", "x-api-key is not known"},
  };
  for (const auto& [api, name, value, problem] : table) {
    HttpRequest request = good(api);
    detail::remove_header(request.headers, name);
    if (value != "-") request.headers.push_back({std::string(name), std::string(value)});
    EXPECT_THAT(read_asked(request, rules()), MessageHas(std::string(problem))) << name << value;
  }
}

TEST(ReadAsked, RefusesHeadersThatAreThereTwice) {
  HttpRequest request = good("messages");
  request.headers.push_back({"ACCEPT", "application/json"});
  EXPECT_THAT(read_asked(request, rules()), MessageHas("header accept is there twice"));
}

TEST(ReadAsked, SignaturesHoldForWhatWasSigned) {
  HttpRequest other_body = good("converse");
  other_body.body += " ";
  HttpRequest other_path = good("converse");
  other_path.url.replace(other_path.url.find("nova"), 4, "luna");
  HttpRequest other_host = good("converse");
  other_host.url.replace(other_host.url.find(":80"), 3, ":81");
  for (const HttpRequest& request : {other_body, other_path, other_host})
    EXPECT_THAT(read_asked(request, rules()), MessageHas("does not match")) << request.url;
  AskRules other_secret = rules();
  other_secret.aws.secret_access_key = detail::Secret("another");
  EXPECT_THAT(read_asked(good("converse"), other_secret), MessageHas("does not match"));
  AskRules other_region = rules();
  other_region.region = "eu-west-1";
  EXPECT_THAT(read_asked(good("converse"), other_region), MessageHas("does not match"));
}

TEST(ReadAsked, WithoutAKeyNoneMayCome) {
  AskRules open = rules();
  open.key.clear();
  EXPECT_THAT(read_asked(good("chat"), open), MessageHas("none is wanted"));
  HttpRequest request = good("chat");
  detail::remove_header(request.headers, "authorization");
  EXPECT_THAT(read_asked(request, open), IsOk());
}

}  // namespace
}  // namespace wmh::testing
