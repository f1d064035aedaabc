#include "providers/openai_responses.hpp"

#include "providers/classify.hpp"
#include "providers/encode.hpp"
#include "providers/openai_chat.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr int least_output_tokens = 16;  // the API refuses fewer

void add_format(json::object& body, const ProviderSettings& settings,
                const CompletionRequest& request) {
  json::object format;
  if (const json::object* schema = schema_field(settings, request)) {
    format = schema_format(*schema);
    format["type"] = "json_schema";
  } else if (request.schema && settings.schema_mode == SchemaMode::json_object) {
    format["type"] = "json_object";
  }
  if (!format.empty()) body["text"] = {{"format", std::move(format)}};
}

/// The texts of the messages among the output; thoughts and calls of tools are not for us.
void read_output(Completion& completion, const json::value* output) {
  for (const json::value& item : elements(output)) {
    if (text_of(member(&item, "type")) == "function_call")
      completion.finish = FinishReason::tool_call;
    if (text_of(member(&item, "type")) != "message") continue;
    for (const json::value& part : elements(member(&item, "content"))) {
      if (text_of(member(&part, "type")) == "output_text")
        completion.text += text_of(member(&part, "text"));
      completion.refusal += text_of(member(&part, "refusal"));
    }
  }
}

void read_finish(Completion& completion, const json::value& answer) {
  const std::string_view status = text_of(member(&answer, "status"));
  const std::string_view reason = text_of(member(&answer, "incomplete_details", "reason"));
  completion.finish_word = status == "incomplete" ? reason : status;
  if (status == "incomplete" && reason == "max_output_tokens")
    completion.finish = FinishReason::length;
  else if (reason == "content_filter" || !completion.refusal.empty())
    completion.finish = FinishReason::refused;
  else if (status == "incomplete")
    completion.finish = FinishReason::other;
}

void read_usage(Completion& completion, const json::value* usage) {
  completion.usage_missing = !count_of(member(usage, "input_tokens"));
  TokenUsage& tokens = completion.usage;
  tokens.input_tokens = count_or_zero(member(usage, "input_tokens"));
  tokens.output_tokens = count_or_zero(member(usage, "output_tokens"));
  const json::value* input = member(usage, "input_tokens_details");
  tokens.cache_read_tokens = count_or_zero(member(input, "cached_tokens"));
  tokens.cache_write_tokens = count_or_zero(member(input, "cache_write_tokens"));
  tokens.reasoning_tokens =
      count_or_zero(member(usage, "output_tokens_details", "reasoning_tokens"));
}

}  // namespace

Result<HttpRequest> encode_openai_responses(const ProviderSettings& settings,
                                            const CompletionRequest& request) {
  if (auto checked = check_request(request); !checked) return std::move(checked).error();
  json::object body{{"model", settings.model}};
  if (const std::string system = system_text(settings, request); !system.empty())
    body["instructions"] = system;
  json::array& input = body["input"].emplace_array();
  for (const Message& message : request.messages)
    input.push_back({{"role", to_string(message.role)}, {"content", message.content}});
  body["max_output_tokens"] = std::max(request.max_tokens, least_output_tokens);
  if (request.temperature) body["temperature"] = *request.temperature;
  if (!settings.reasoning_effort.empty())
    body["reasoning"] = {{"effort", settings.reasoning_effort}};
  add_format(body, settings, request);
  body["store"] = false;
  if (settings.stream) body["stream"] = true;
  return openai_post(settings, "responses", body);
}

Outcome<Completion> decode_openai_responses(const ProviderSettings& settings,
                                            const HttpResponse& response) {
  auto answer = read_answer(response, settings.key);
  if (!answer) return with_url_hint(std::move(answer.failure()), settings);
  const std::string_view status = text_of(member(&*answer, "status"));
  if (status != "completed" && status != "incomplete")
    return malformed(response, "the answer is neither completed nor incomplete");
  Completion completion;
  read_output(completion, member(&*answer, "output"));
  read_finish(completion, *answer);
  completion.model = text_of(member(&*answer, "model"));
  completion.request_id = request_id_of(response);
  read_usage(completion, member(&*answer, "usage"));
  return completion;
}

}  // namespace detail
WMH_END_NAMESPACE
