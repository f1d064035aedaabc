#include "providers/bedrock.hpp"

#include "providers/anthropic.hpp"
#include "providers/bedrock_converse.hpp"
#include "providers/encode.hpp"
#include "providers/headers.hpp"
#include "providers/url.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

Result<HttpRequest> encode_claude(const ProviderSettings& settings,
                                  const CompletionRequest& request) {
  auto rest = messages_body(settings, request);
  if (!rest) return std::move(rest).error();
  json::object body{{"anthropic_version", "bedrock-2023-05-31"}};
  for (auto& [key, value] : *rest)
    body[key] = std::move(value);
  const bool stream = settings.stream;
  return bedrock_post(settings, settings.model, stream ? "invoke-with-response-stream" : "invoke",
                      body);
}

}  // namespace

bool is_claude(std::string_view model) noexcept {
  return !model.starts_with("arn:") && model.find("anthropic.claude") != std::string_view::npos;
}

HttpRequest bedrock_post(const ProviderSettings& settings, std::string_view model,
                         std::string_view operation, const json::object& body) {
  const std::string path = fmt::format("model/{}/{}", percent_encode(model), operation);
  HttpRequest out = json_post(join_url(settings.base_url, path), settings, body);
  if (settings.stream) set_header(out.headers, "Accept", "application/vnd.amazon.eventstream");
  add_bearer(out, settings.key);
  return out;
}

Failure with_bedrock_hint(Failure failure) {
  if (failure.message.find("on-demand throughput") != std::string::npos)
    failure.advice = "use an inference profile: the model's id after \"global.\" or \"us.\"";
  if (failure.code == "ExpiredTokenException") failure.advice = "renew the AWS credentials";
  return failure;
}

Result<HttpRequest> encode_bedrock(const ProviderSettings& settings,
                                   const CompletionRequest& request) {
  return is_claude(settings.model) ? encode_claude(settings, request)
                                   : encode_converse(settings, request);
}

Outcome<Completion> decode_bedrock(const ProviderSettings& settings, const HttpResponse& response) {
  auto completion = is_claude(settings.model) ? decode_anthropic(settings, response)
                                              : decode_converse(settings, response);
  if (!completion) return with_bedrock_hint(std::move(completion.failure()));
  if (completion->model.empty()) completion->model = settings.model;
  return completion;
}

}  // namespace detail
WMH_END_NAMESPACE
