#include "providers/encode.hpp"

#include <wmh/json.hpp>

#include "providers/headers.hpp"

#include <fmt/format.h>

#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

Error impossible(std::string problem) {
  return {errc::invalid_argument, "completion request: " + std::move(problem)};
}

}  // namespace

Result<Done> check_request(const CompletionRequest& request) {
  if (request.messages.empty()) return impossible("no message; add one of the user");
  if (request.messages.front().role != Role::user)
    return impossible("the first message is the assistant's; begin with one of the user");
  if (request.max_tokens < 1)
    return impossible(fmt::format("max_tokens is {}; use 1 or more", request.max_tokens));
  if (request.temperature && !std::isfinite(*request.temperature))
    return impossible("temperature is not a finite number; use one or leave it unset");
  return Done{};
}

Result<Done> check_texts(const CompletionRequest& request) {
  for (std::size_t i = 0; i < request.messages.size(); ++i)
    if (request.messages[i].content.empty())
      return impossible(fmt::format("message {} has no text; leave it out", i));
  return check_request(request);
}

std::string_view to_string(Role role) noexcept {
  return role == Role::user ? "user" : "assistant";
}

HttpRequest json_post(std::string url, const ProviderSettings& settings, const json::object& body) {
  HttpRequest request{.url = std::move(url)};
  request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
  for (const HttpHeader& each : settings.headers)
    set_header(request.headers, each.name, each.value);
  request.body = write_body(body);
  return request;
}

void add_bearer(HttpRequest& request, const Secret& key) {
  if (!key.empty()) set_header(request.headers, "Authorization", "Bearer " + key.reveal());
}

std::string system_text(const ProviderSettings& settings, const CompletionRequest& request) {
  if (!request.schema || settings.schema_mode == SchemaMode::json_schema) return request.system;
  return fmt::format(
      "{}{}Answer with one JSON value that follows this JSON schema, and with nothing else:\n{}",
      request.system, request.system.empty() ? "" : "\n\n", to_text(*request.schema));
}

const json::object* schema_field(const ProviderSettings& settings,
                                 const CompletionRequest& request) noexcept {
  const bool here = request.schema && settings.schema_mode == SchemaMode::json_schema;
  return here ? &*request.schema : nullptr;
}

}  // namespace detail
WMH_END_NAMESPACE
