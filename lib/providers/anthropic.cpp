#include "providers/anthropic.hpp"

#include "providers/classify.hpp"
#include "providers/encode.hpp"
#include "providers/headers.hpp"
#include "providers/schema.hpp"
#include "providers/url.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// Without text there is no member: empty blocks are refused.
void add_system(json::object& body, const ProviderSettings& settings, const std::string& text) {
  if (text.empty()) return;
  if (settings.prompt_cache == PromptCache::none) {
    body["system"] = text;
    return;
  }
  json::object cache{{"type", "ephemeral"}};
  if (settings.prompt_cache == PromptCache::hour) cache["ttl"] = "1h";
  body["system"] = {{{"type", "text"}, {"text", text}, {"cache_control", cache}}};
}

Result<json::object> output_config(const ProviderSettings& settings,
                                   const CompletionRequest& request) {
  json::object config;
  if (!settings.reasoning_effort.empty()) config["effort"] = settings.reasoning_effort;
  if (const json::object* wanted = schema_field(settings, request)) {
    auto schema = anthropic_schema(*wanted);
    if (!schema) return std::move(schema).error();
    config["format"] = {{"type", "json_schema"}, {"schema", std::move(*schema)}};
  }
  return config;
}

void add_key(HttpRequest& request, const ProviderSettings& settings) {
  if (settings.bearer)
    add_bearer(request, settings.key);
  else if (!settings.key.empty())
    set_header(request.headers, "x-api-key", settings.key.reveal());
}

FinishReason finish_of(std::string_view word) {
  if (word == "end_turn" || word.empty()) return FinishReason::end;
  if (word == "max_tokens" || word == "model_context_window_exceeded") return FinishReason::length;
  if (word == "stop_sequence") return FinishReason::stop_sequence;
  if (word == "tool_use") return FinishReason::tool_call;
  return word == "refusal" ? FinishReason::refused : FinishReason::other;
}

/// Anthropic counts cached parts of the prompt apart.
void read_usage(Completion& completion, const json::value* usage) {
  completion.usage_missing = !count_of(member(usage, "output_tokens"));
  TokenUsage& tokens = completion.usage;
  tokens.cache_read_tokens = count_or_zero(member(usage, "cache_read_input_tokens"));
  tokens.cache_write_tokens = count_or_zero(member(usage, "cache_creation_input_tokens"));
  tokens.long_cache_write_tokens =
      count_or_zero(member(usage, "cache_creation", "ephemeral_1h_input_tokens"));
  tokens.input_tokens = count_or_zero(member(usage, "input_tokens")) + tokens.cache_read_tokens +
                        tokens.cache_write_tokens;
  tokens.output_tokens = count_or_zero(member(usage, "output_tokens"));
  tokens.reasoning_tokens =
      count_or_zero(member(usage, "output_tokens_details", "thinking_tokens"));
}

std::string refusal_of(const json::value* details) {
  const std::string_view category = text_of(member(details, "category"));
  const std::string_view explanation = text_of(member(details, "explanation"));
  return fmt::format("{}{}{}", category, category.empty() || explanation.empty() ? "" : ": ",
                     explanation);
}

}  // namespace

Result<json::object> messages_body(const ProviderSettings& settings,
                                   const CompletionRequest& request) {
  if (auto checked = check_texts(request); !checked) return std::move(checked).error();
  json::object body{{"max_tokens", request.max_tokens}};
  add_system(body, settings, system_text(settings, request));
  json::array& messages = body["messages"].emplace_array();
  for (const Message& message : request.messages)
    messages.push_back({{"role", to_string(message.role)}, {"content", message.content}});
  if (request.temperature) body["temperature"] = *request.temperature;
  auto config = output_config(settings, request);
  if (!config) return std::move(config).error();
  if (!config->empty()) body["output_config"] = std::move(*config);
  return body;
}

Result<HttpRequest> encode_anthropic(const ProviderSettings& settings,
                                     const CompletionRequest& request) {
  auto rest = messages_body(settings, request);
  if (!rest) return std::move(rest).error();
  json::object body{{"model", settings.model}};
  for (auto& [key, value] : *rest)
    body[key] = std::move(value);
  if (settings.stream) body["stream"] = true;
  HttpRequest out = json_post(join_url(settings.base_url, "v1/messages"), settings, body);
  const bool pinned = settings.api_version.empty();
  set_header(out.headers, "anthropic-version", pinned ? "2023-06-01" : settings.api_version);
  add_key(out, settings);
  return out;
}

Outcome<Completion> decode_anthropic(const ProviderSettings& settings,
                                     const HttpResponse& response) {
  auto answer = read_answer(response, settings.key);
  if (!answer) return std::move(answer.failure());
  const json::value* content = member(&*answer, "content");
  if (content == nullptr || !content->is_array())
    return malformed(response, "the answer has no content");
  Completion completion;
  for (const json::value& block : elements(content))
    if (text_of(member(&block, "type")) == "text")
      completion.text += text_of(member(&block, "text"));
  completion.model = text_of(member(&*answer, "model"));
  completion.finish_word = text_of(member(&*answer, "stop_reason"));
  completion.finish = finish_of(completion.finish_word);
  completion.refusal = refusal_of(member(&*answer, "stop_details"));
  completion.request_id = request_id_of(response);
  read_usage(completion, member(&*answer, "usage"));
  return completion;
}

}  // namespace detail
WMH_END_NAMESPACE
