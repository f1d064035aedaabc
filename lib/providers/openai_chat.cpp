#include "providers/openai_chat.hpp"

#include "providers/classify.hpp"
#include "providers/encode.hpp"
#include "providers/headers.hpp"
#include "providers/schema.hpp"
#include "providers/url.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

json::array messages_of(const ProviderSettings& settings, const CompletionRequest& request) {
  json::array messages;
  if (const std::string system = system_text(settings, request); !system.empty())
    messages.push_back({{"role", "system"}, {"content", system}});
  for (const Message& message : request.messages)
    messages.push_back({{"role", to_string(message.role)}, {"content", message.content}});
  return messages;
}

void add_format(json::object& body, const ProviderSettings& settings,
                const CompletionRequest& request) {
  if (const json::object* schema = schema_field(settings, request))
    body["response_format"] = {{"type", "json_schema"}, {"json_schema", schema_format(*schema)}};
  else if (request.schema && settings.schema_mode == SchemaMode::json_object)
    body["response_format"] = {{"type", "json_object"}};
}

FinishReason finish_of(std::string_view word) {
  if (word == "stop" || word.empty()) return FinishReason::end;
  if (word == "length") return FinishReason::length;
  if (word == "tool_calls" || word == "function_call") return FinishReason::tool_call;
  return word == "content_filter" ? FinishReason::refused : FinishReason::other;
}

/// A text, or the texts of an array of parts, which some servers send.
std::string content_text(const json::value* content) {
  std::string text(text_of(content));
  for (const json::value& part : elements(content))
    text += text_of(member(&part, "text"));
  return text;
}

void read_usage(Completion& completion, const json::value* usage) {
  completion.usage_missing = !count_of(member(usage, "prompt_tokens"));
  TokenUsage& tokens = completion.usage;
  tokens.input_tokens = count_or_zero(member(usage, "prompt_tokens"));
  tokens.output_tokens = count_or_zero(member(usage, "completion_tokens"));
  const json::value* prompt = member(usage, "prompt_tokens_details");
  tokens.cache_read_tokens = count_or_zero(member(prompt, "cached_tokens"));
  tokens.cache_write_tokens = count_or_zero(member(prompt, "cache_write_tokens"));
  tokens.reasoning_tokens =
      count_or_zero(member(usage, "completion_tokens_details", "reasoning_tokens"));
}

/// The category of Azure's filter that struck an answer.
std::string filter_of(const json::value* choice) {
  const json::value* filters = member(choice, "content_filter_results");
  if (filters == nullptr || !filters->is_object()) return {};
  for (const auto& [name, filter] : filters->get_object())
    if (const auto* struck = member(&filter, "filtered"); struck && *struck == json::value(true))
      return std::string(name);
  return {};
}

}  // namespace

json::object schema_format(const json::object& schema) {
  const auto strict = strict_schema(schema);
  return {
      {"name", "answer"}, {"strict", strict.has_value()}, {"schema", strict ? *strict : schema}};
}

HttpRequest openai_post(const ProviderSettings& settings, std::string_view path,
                        const json::object& body) {
  HttpRequest out = json_post(join_url(settings.base_url, path), settings, body);
  add_bearer(out, settings.key);
  if (!settings.organization.empty())
    set_header(out.headers, "OpenAI-Organization", settings.organization);
  if (!settings.project.empty()) set_header(out.headers, "OpenAI-Project", settings.project);
  return out;
}

Failure with_url_hint(Failure failure, const ProviderSettings& settings) {
  const std::string_view path = split_url(settings.base_url).path;
  const bool plain = path.find("/v1") == std::string_view::npos;
  if (failure.status == 404 && plain && settings.kind != ProviderKind::azure_openai)
    failure.advice = fmt::format("check the model, and whether the address is {}",
                                 join_url(settings.base_url, "v1"));
  return failure;
}

Result<json::object> chat_body(const ProviderSettings& settings, const CompletionRequest& request) {
  if (auto checked = check_request(request); !checked) return std::move(checked).error();
  json::object body{{"messages", messages_of(settings, request)}};
  const bool old_name = settings.token_field == TokenField::max_tokens;
  body[old_name ? "max_tokens" : "max_completion_tokens"] = request.max_tokens;
  if (request.temperature) body["temperature"] = *request.temperature;
  if (request.seed) body["seed"] = *request.seed;
  if (!settings.reasoning_effort.empty()) body["reasoning_effort"] = settings.reasoning_effort;
  add_format(body, settings, request);
  if (settings.stream) body["stream"] = true;
  if (settings.stream) body["stream_options"] = {{"include_usage", true}};
  return body;
}

Result<HttpRequest> encode_openai_chat(const ProviderSettings& settings,
                                       const CompletionRequest& request) {
  auto rest = chat_body(settings, request);
  if (!rest) return std::move(rest).error();
  json::object body{{"model", settings.model}};
  for (auto& [key, value] : *rest)
    body[key] = std::move(value);
  return openai_post(settings, "chat/completions", body);
}

Outcome<Completion> decode_openai_chat(const ProviderSettings& settings,
                                       const HttpResponse& response) {
  auto answer = read_answer(response, settings.key);
  if (!answer) return with_url_hint(std::move(answer.failure()), settings);
  const json::array& choices = elements(member(&*answer, "choices"));
  if (choices.empty()) return malformed(response, "the answer has no choices");
  const json::value* choice = &choices.front();
  const json::value* message = member(choice, "message");
  if (message == nullptr) return malformed(response, "the answer's choice has no message");
  Completion completion;
  completion.text = content_text(member(message, "content"));
  completion.model = text_of(member(&*answer, "model"));
  completion.finish_word = text_of(member(choice, "finish_reason"));
  completion.finish = finish_of(completion.finish_word);
  completion.refusal = text_of(member(message, "refusal"));
  if (!completion.refusal.empty()) completion.finish = FinishReason::refused;
  if (completion.finish == FinishReason::refused && completion.refusal.empty())
    completion.refusal = filter_of(choice);
  completion.request_id = request_id_of(response);
  read_usage(completion, member(&*answer, "usage"));
  return completion;
}

}  // namespace detail
WMH_END_NAMESPACE
