#include "support/providers/asked.hpp"

#include <wmh/testing/matchers.hpp>

#include "support/providers/good_requests.hpp"

#include <boost/json/serialize.hpp>

namespace wmh::testing {
namespace {

using detail::HttpRequest;

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

HttpRequest changed(HttpRequest request, std::string_view pointer, std::string_view value) {
  json::value body = parse_json(request.body).value();
  const auto last = pointer.rfind('/');
  json::value& owner = last == 0 ? body : body.at_pointer(pointer.substr(0, last));
  const std::string_view name = pointer.substr(last + 1);
  if (value == "-")
    owner.as_object().erase(name);
  else
    owner.as_object()[name] = parse_json(value).value();
  request.body = json::serialize(body);
  const bool is_signed = request.url.find("/model/") != std::string::npos;
  return is_signed ? signed_request(std::move(request)) : request;
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
    const HttpRequest request = changed(good(each.api), each.pointer, each.value);
    EXPECT_THAT(read_asked(request, rules()), MessageHas(std::string(each.problem)))
        << each.api << each.pointer << " " << each.value;
  }
}

TEST(ReadAsked, RefusesWhatIsNoJson) {
  for (const std::string_view body : {"", "{", "[]", "null", "{}x", "\xff"}) {
    HttpRequest request = good("messages");
    request.body = std::string(body);
    EXPECT_THAT(read_asked(request, rules()), FailsWith(errc::invalid_argument)) << body;
  }
}

TEST(ReadAsked, RefusesUnknownMembersOfEveryApi) {
  for (const std::string_view api : apis) {
    const HttpRequest request = changed(good(api), "/surprise", "1");
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

}  // namespace
}  // namespace wmh::testing
