#pragma once

// Requests of each API that the strict decoder takes, to be damaged.
#include <wmh/json.hpp>

#include "providers/dialect.hpp"
#include "providers/embed.hpp"
#include "support/providers/asked.hpp"

namespace wmh::testing {

/// Of a server, at a time of its own.
inline const AskRules& rules() {
  static const AskRules made = [] {
    AskRules set;
    set.now = std::chrono::sys_days(std::chrono::year(2026) / 1 / 2) + std::chrono::hours(3);
    return set;
  }();
  return made;
}

inline detail::ProviderSettings settings_for(detail::ProviderKind kind, std::string model = "m-1") {
  detail::ProviderSettings settings{.kind = kind, .model = std::move(model)};
  const bool with_version =
      kind == detail::ProviderKind::openai || kind == detail::ProviderKind::openai_responses;
  settings.base_url = with_version ? "http://127.0.0.1:80/v1" : "http://127.0.0.1:80";
  if (kind != detail::ProviderKind::bedrock) settings.key = detail::Secret(rules().key);
  return settings;
}

inline detail::HttpRequest signed_request(detail::HttpRequest request) {
  detail::sign_v4(request, rules().aws, {rules().region, "bedrock", rules().now});
  return request;
}

inline detail::HttpRequest encoded(const detail::ProviderSettings& settings) {
  CompletionRequest request("Be brief.", {{Role::user, "ping"}});
  request.schema = parse_json(R"({"type":"object","properties":{"a":{"type":"string"}},)"
                              R"("required":["a"],"additionalProperties":false})")
                       .value()
                       .as_object();
  auto made = detail::dialect_of(settings.kind).encode(settings, request).value();
  return settings.kind == detail::ProviderKind::bedrock ? signed_request(std::move(made)) : made;
}

inline detail::HttpRequest embedding(detail::ProviderKind kind, std::string model) {
  detail::ProviderSettings settings = settings_for(kind);
  settings.embed_model = std::move(model);
  const std::string text = "one";
  auto made = detail::embed_dialect_of(settings).value().encode(settings, {&text, 1}, 256).value();
  return kind == detail::ProviderKind::bedrock ? signed_request(std::move(made)) : made;
}

/// A request of each API by its name.
inline detail::HttpRequest good(std::string_view api) {
  if (api == "messages") return encoded(settings_for(detail::ProviderKind::anthropic));
  if (api == "chat") return encoded(settings_for(detail::ProviderKind::openai));
  if (api == "responses") return encoded(settings_for(detail::ProviderKind::openai_responses));
  if (api == "azure") return encoded(settings_for(detail::ProviderKind::azure_openai));
  if (api == "invoke")
    return encoded(settings_for(detail::ProviderKind::bedrock, "anthropic.claude-x-v1:0"));
  if (api == "converse")
    return encoded(settings_for(detail::ProviderKind::bedrock, "amazon.nova:0"));
  if (api == "titan")
    return embedding(detail::ProviderKind::bedrock, "amazon.titan-embed-text-v2:0");
  if (api == "cohere") return embedding(detail::ProviderKind::bedrock, "us.cohere.embed-v4:0");
  if (api == "azure_embeddings") return embedding(detail::ProviderKind::azure_openai, "e-1");
  return embedding(detail::ProviderKind::openai, "e-1");
}

constexpr std::string_view apis[] = {"messages",         "chat",      "responses", "azure",
                                     "invoke",           "converse",  "titan",     "cohere",
                                     "azure_embeddings", "embeddings"};

}  // namespace wmh::testing
