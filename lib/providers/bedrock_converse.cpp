#include "providers/bedrock_converse.hpp"

#include <wmh/json.hpp>

#include "providers/bedrock.hpp"
#include "providers/classify.hpp"
#include "providers/encode.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

void add_system(json::object& body, const ProviderSettings& settings, const std::string& text) {
  if (text.empty()) return;
  json::array system{{{"text", text}}};
  json::object cache{{"type", "default"}};
  if (settings.prompt_cache == PromptCache::hour) cache["ttl"] = "1h";
  if (settings.prompt_cache != PromptCache::none)
    system.push_back(json::object{{"cachePoint", cache}});
  body["system"] = std::move(system);
}

json::object inference_config(const CompletionRequest& request) {
  json::object config{{"maxTokens", request.max_tokens}};
  if (request.temperature) config["temperature"] = *request.temperature;
  return config;
}

/// Here the schema is a text that holds JSON.
json::object text_format(const json::object& schema) {
  const json::object named{{"name", "answer"}, {"schema", to_text(schema)}};
  return {{"type", "json_schema"}, {"structure", {{"jsonSchema", named}}}};
}

json::object output_config(const ProviderSettings& settings, const CompletionRequest& request) {
  json::object config;
  if (!settings.reasoning_effort.empty()) config["effort"] = settings.reasoning_effort;
  if (const json::object* schema = schema_field(settings, request))
    config["textFormat"] = text_format(*schema);
  return config;
}

FinishReason finish_of(std::string_view word) {
  if (word == "end_turn" || word.empty()) return FinishReason::end;
  if (word == "max_tokens" || word == "model_context_window_exceeded") return FinishReason::length;
  if (word == "stop_sequence") return FinishReason::stop_sequence;
  if (word == "tool_use") return FinishReason::tool_call;
  const bool refused =
      word == "guardrail_intervened" || word == "content_filtered" || word == "refusal";
  return refused ? FinishReason::refused : FinishReason::other;
}

std::int64_t long_writes(const json::value* usage) {
  std::int64_t tokens = 0;
  for (const json::value& detail : elements(member(usage, "cacheDetails")))
    if (text_of(member(&detail, "ttl")) == "1h")
      tokens += count_or_zero(member(&detail, "inputTokens"));
  return tokens;
}

/// As Anthropic, Converse counts cached parts of the prompt apart.
void read_usage(Completion& completion, const json::value* usage) {
  completion.usage_missing = !count_of(member(usage, "outputTokens"));
  TokenUsage& tokens = completion.usage;
  tokens.cache_read_tokens = count_or_zero(member(usage, "cacheReadInputTokens"));
  tokens.cache_write_tokens = count_or_zero(member(usage, "cacheWriteInputTokens"));
  tokens.long_cache_write_tokens = long_writes(usage);
  tokens.input_tokens = count_or_zero(member(usage, "inputTokens")) + tokens.cache_read_tokens +
                        tokens.cache_write_tokens;
  tokens.output_tokens = count_or_zero(member(usage, "outputTokens"));
}

}  // namespace

Result<HttpRequest> encode_converse(const ProviderSettings& settings,
                                    const CompletionRequest& request) {
  if (auto checked = check_texts(request); !checked) return std::move(checked).error();
  json::object body;
  json::array& messages = body["messages"].emplace_array();
  for (const Message& message : request.messages) {
    json::array content{{{"text", message.content}}};
    messages.push_back({{"role", to_string(message.role)}, {"content", std::move(content)}});
  }
  add_system(body, settings, system_text(settings, request));
  body["inferenceConfig"] = inference_config(request);
  if (json::object config = output_config(settings, request); !config.empty())
    body["outputConfig"] = std::move(config);
  return bedrock_post(settings, settings.model, settings.stream ? "converse-stream" : "converse",
                      body);
}

Outcome<Completion> decode_converse(const ProviderSettings& settings,
                                    const HttpResponse& response) {
  auto answer = read_answer(response, settings.key);
  if (!answer) return std::move(answer.failure());
  const json::value* content = member(&*answer, "output", "message", "content");
  const json::value* reason = member(&*answer, "stopReason");
  if (reason == nullptr) return malformed(response, "the answer has no stopReason");
  Completion completion;
  for (const json::value& block : elements(content))
    completion.text += text_of(member(&block, "text"));
  completion.finish_word = text_of(reason);
  completion.finish = finish_of(completion.finish_word);
  if (completion.finish == FinishReason::refused) completion.refusal = completion.finish_word;
  completion.request_id = request_id_of(response);
  read_usage(completion, member(&*answer, "usage"));
  return completion;
}

}  // namespace detail
WMH_END_NAMESPACE
