#include "providers/azure_openai.hpp"

#include "providers/encode.hpp"
#include "providers/headers.hpp"
#include "providers/openai_chat.hpp"
#include "providers/url.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

bool is_dated(std::string_view version) noexcept {
  return !version.empty() && version.front() >= '0' && version.front() <= '9';
}

/// The resource's address; people also configure it with what follows.
std::string_view endpoint_of(std::string_view url) noexcept {
  while (url.ends_with('/'))
    url.remove_suffix(1);
  for (const std::string_view tail : {"/openai/v1", "/openai"})
    if (url.ends_with(tail)) return url.substr(0, url.size() - tail.size());
  return url;
}

std::string url_of(const ProviderSettings& settings, std::string_view deployment,
                   std::string_view path) {
  const std::string_view endpoint = endpoint_of(settings.base_url);
  const std::string& version = settings.api_version;
  if (is_dated(version))
    return fmt::format("{}/openai/deployments/{}/{}?api-version={}", endpoint,
                       percent_encode(deployment), path, percent_encode(version));
  const bool named = version == "preview" || version == "latest";
  return fmt::format("{}/openai/v1/{}{}{}", endpoint, path, named ? "?api-version=" : "",
                     named ? version : "");
}

}  // namespace

HttpRequest azure_post(const ProviderSettings& settings, std::string_view deployment,
                       std::string_view path, json::object body) {
  json::object whole;
  if (!is_dated(settings.api_version)) whole["model"] = deployment;
  for (auto& [key, value] : body)
    whole[key] = std::move(value);
  HttpRequest out = json_post(url_of(settings, deployment, path), settings, whole);
  if (settings.bearer)
    add_bearer(out, settings.key);
  else if (!settings.key.empty())
    set_header(out.headers, "api-key", settings.key.reveal());
  return out;
}

Result<HttpRequest> encode_azure_openai(const ProviderSettings& settings,
                                        const CompletionRequest& request) {
  auto body = chat_body(settings, request);
  if (!body) return std::move(body).error();
  const std::string& deployment =
      settings.deployment.empty() ? settings.model : settings.deployment;
  return azure_post(settings, deployment, "chat/completions", std::move(*body));
}

Outcome<Completion> decode_azure_openai(const ProviderSettings& settings,
                                        const HttpResponse& response) {
  auto completion = decode_openai_chat(settings, response);
  if (completion || completion.failure().status != 404) return completion;
  Failure failure = std::move(completion.failure());
  failure.advice = failure.code == "DeploymentNotFound"
                       ? "check the deployment's name; a new one takes five minutes to appear"
                       : "check endpoint and api_version";
  return failure;
}

}  // namespace detail
WMH_END_NAMESPACE
