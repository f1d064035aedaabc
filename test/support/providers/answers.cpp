#include "support/providers/answers.hpp"

#include "net/base64.hpp"

#include <boost/json/serialize.hpp>

#include <bit>
#include <cmath>
#include <random>

namespace wmh::testing {
namespace {

using detail::HttpHeader;
using detail::HttpResponse;
using detail::ProviderKind;

std::int64_t uncached(const TokenUsage& usage) {
  return usage.input_tokens - usage.cache_read_tokens - usage.cache_write_tokens;
}

json::object messages_answer(const Asked& asked, const Reply& reply) {
  const TokenUsage& usage = reply.usage;
  return {
      {"id", "msg_1"},
      {"type", "message"},
      {"role", "assistant"},
      {"model", asked.model},
      {"content",
       {{{"type", "thinking"}, {"thinking", ""}, {"signature", "sig"}},
        {{"type", "text"}, {"text", reply.text}, {"citations", nullptr}}}},
      {"stop_reason", "end_turn"},
      {"stop_sequence", nullptr},
      {"stop_details", nullptr},
      {"usage",
       {{"input_tokens", uncached(usage)},
        {"cache_creation_input_tokens", usage.cache_write_tokens},
        {"cache_read_input_tokens", usage.cache_read_tokens},
        {"cache_creation",
         {{"ephemeral_5m_input_tokens", usage.cache_write_tokens - usage.long_cache_write_tokens},
          {"ephemeral_1h_input_tokens", usage.long_cache_write_tokens}}},
        {"output_tokens", usage.output_tokens},
        {"output_tokens_details", {{"thinking_tokens", usage.reasoning_tokens}}},
        {"service_tier", "standard"}}}};
}

json::object converse_answer(const Reply& reply) {
  const TokenUsage& usage = reply.usage;
  const json::object thought{{"reasoningText", {{"text", "hm"}, {"signature", "sig"}}}};
  return {{"output",
           {{"message",
             {{"role", "assistant"},
              {"content", {{{"reasoningContent", thought}}, {{"text", reply.text}}}}}}}},
          {"stopReason", "end_turn"},
          {"usage",
           {{"inputTokens", uncached(usage)},
            {"outputTokens", usage.output_tokens},
            {"totalTokens", usage.input_tokens + usage.output_tokens},
            {"cacheReadInputTokens", usage.cache_read_tokens},
            {"cacheWriteInputTokens", usage.cache_write_tokens},
            {"cacheDetails", {{{"ttl", "1h"}, {"inputTokens", usage.long_cache_write_tokens}}}}}},
          {"metrics", {{"latencyMs", 1}}}};
}

json::object chat_answer(const Asked& asked, const Reply& reply) {
  const TokenUsage& usage = reply.usage;
  const json::object message{{"role", "assistant"},
                             {"content", reply.text},
                             {"refusal", nullptr},
                             {"annotations", json::array()}};
  return {
      {"id", "chatcmpl-1"},
      {"object", "chat.completion"},
      {"created", 1},
      {"model", asked.model},
      {"choices",
       {{{"index", 0}, {"message", message}, {"logprobs", nullptr}, {"finish_reason", "stop"}}}},
      {"usage",
       {{"prompt_tokens", usage.input_tokens},
        {"completion_tokens", usage.output_tokens},
        {"total_tokens", usage.input_tokens + usage.output_tokens},
        {"prompt_tokens_details",
         {{"cached_tokens", usage.cache_read_tokens},
          {"cache_write_tokens", usage.cache_write_tokens}}},
        {"completion_tokens_details", {{"reasoning_tokens", usage.reasoning_tokens}}}}},
      {"system_fingerprint", "fp"}};
}

json::object responses_answer(const Asked& asked, const Reply& reply) {
  const TokenUsage& usage = reply.usage;
  const json::object part{
      {"type", "output_text"}, {"text", reply.text}, {"annotations", json::array()}};
  return {{"id", "resp_1"},
          {"object", "response"},
          {"status", "completed"},
          {"error", nullptr},
          {"incomplete_details", nullptr},
          {"model", asked.model},
          {"output",
           {{{"type", "reasoning"}, {"id", "rs_1"}, {"summary", json::array()}},
            {{"type", "message"},
             {"role", "assistant"},
             {"status", "completed"},
             {"content", json::array{part}}}}},
          {"usage",
           {{"input_tokens", usage.input_tokens},
            {"input_tokens_details",
             {{"cached_tokens", usage.cache_read_tokens},
              {"cache_write_tokens", usage.cache_write_tokens}}},
            {"output_tokens", usage.output_tokens},
            {"output_tokens_details", {{"reasoning_tokens", usage.reasoning_tokens}}},
            {"total_tokens", usage.input_tokens + usage.output_tokens}}}};
}

json::array numbers_of(const std::vector<float>& row) {
  json::array numbers;
  for (const float value : row)
    numbers.emplace_back(static_cast<double>(value));
  return numbers;
}

/// Little-endian float32.
std::string base64_of(const std::vector<float>& row) {
  std::string bytes;
  for (const float value : row) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    for (unsigned shift = 0; shift < 32; shift += 8)
      bytes += static_cast<char>(bits >> shift & 255);
  }
  return detail::to_base64(bytes);
}

std::vector<std::vector<float>> rows_of(const Asked& asked, const Reply& reply) {
  constexpr std::size_t own_dim = 256;
  if (!reply.rows.empty()) return reply.rows;
  std::vector<std::vector<float>> rows;
  for (const std::string& text : asked.texts)
    rows.push_back(row_of(text, asked.dim != 0 ? asked.dim : own_dim));
  return rows;
}

json::object embeddings_answer(const Asked& asked, const Reply& reply) {
  json::array data;
  std::size_t index = 0;
  for (const auto& row : rows_of(asked, reply)) {
    json::object item{{"object", "embedding"}, {"index", index++}};
    if (asked.base64)
      item["embedding"] = base64_of(row);
    else
      item["embedding"] = numbers_of(row);
    data.insert(data.begin(), std::move(item));  // in no order that is to be relied on
  }
  return {
      {"object", "list"},
      {"data", std::move(data)},
      {"model", asked.model},
      {"usage",
       {{"prompt_tokens", reply.usage.input_tokens}, {"total_tokens", reply.usage.input_tokens}}}};
}

json::object titan_answer(const Asked& asked, const Reply& reply) {
  const json::array row = numbers_of(rows_of(asked, reply).at(0));
  return {{"embedding", row},
          {"embeddingsByType", {{"float", row}}},
          {"inputTextTokenCount", reply.usage.input_tokens}};
}

json::object cohere_answer(const Asked& asked, const Reply& reply) {
  json::array rows;
  for (const auto& row : rows_of(asked, reply))
    rows.emplace_back(numbers_of(row));
  json::object answer{
      {"id", "1"}, {"response_type", asked.by_type ? "embeddings_by_type" : "embeddings_floats"}};
  if (asked.by_type)
    answer["embeddings"] = {{"float", std::move(rows)}};
  else
    answer["embeddings"] = std::move(rows);
  return answer;
}

json::object body_of(const Asked& asked, const Reply& reply) {
  switch (asked.api) {
    case Api::messages:
    case Api::invoke:
      return messages_answer(asked, reply);
    case Api::chat:
      return chat_answer(asked, reply);
    case Api::responses:
      return responses_answer(asked, reply);
    case Api::embeddings:
      return embeddings_answer(asked, reply);
    case Api::converse:
      return converse_answer(reply);
    case Api::titan:
      return titan_answer(asked, reply);
    case Api::cohere:
      break;
  }
  return cohere_answer(asked, reply);
}

std::string_view request_id_name(ProviderKind kind) {
  switch (kind) {
    case ProviderKind::anthropic:
      return "request-id";
    case ProviderKind::azure_openai:
      return "apim-request-id";
    case ProviderKind::bedrock:
      return "x-amzn-RequestId";
    case ProviderKind::openai:
    case ProviderKind::openai_responses:
      break;
  }
  return "x-request-id";
}

}  // namespace

HttpResponse answer_of(const Asked& asked, const Reply& reply) {
  HttpResponse response{.status = 200, .headers = {}, .body = {}};
  response.headers = {{"Content-Type", "application/json"},
                      {std::string(request_id_name(asked.kind)), "req-1"}};
  if (asked.api == Api::cohere)
    response.headers.push_back(
        {"X-Amzn-Bedrock-Input-Token-Count", std::to_string(reply.usage.input_tokens)});
  response.body = json::serialize(body_of(asked, reply));
  return response;
}

HttpResponse error_answer(int status, std::string_view type, std::string_view message) {
  const json::object body{
      {"type", "error"}, {"error", {{"type", type}, {"message", message}}}, {"message", message}};
  return {status, {{"Content-Type", "application/json"}}, json::serialize(body)};
}

std::vector<float> row_of(std::string_view text, std::size_t dim) {
  std::minstd_rand numbers(static_cast<unsigned>(std::hash<std::string_view>()(text)));
  std::vector<float> row(dim);
  float squares = 0;
  for (float& value : row) {
    value = static_cast<float>(numbers() % 2001) - 1000;
    squares += value * value;
  }
  const float length = squares > 0 ? std::sqrt(squares) : 1;
  for (float& value : row)
    value /= length;
  return row;
}

}  // namespace wmh::testing
