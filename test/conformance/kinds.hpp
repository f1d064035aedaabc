#pragma once

#include <string>
#include <vector>

namespace wmh::testing {

inline constexpr std::string_view messages_answer =
    R"({"model":"m-1","content":[{"type":"text","text":"pong"}],"stop_reason":"end_turn",)"
    R"("usage":{"input_tokens":7,"output_tokens":2}})";
inline constexpr std::string_view chat_answer =
    R"({"model":"m-1","choices":[{"message":{"content":"pong"},"finish_reason":"stop"}],)"
    R"("usage":{"prompt_tokens":7,"completion_tokens":2}})";
inline constexpr std::string_view responses_answer =
    R"({"model":"m-1","status":"completed","output":[{"type":"message","content":[)"
    R"({"type":"output_text","text":"pong"}]}],"usage":{"input_tokens":7,"output_tokens":2}})";
inline constexpr std::string_view converse_answer =
    R"({"output":{"message":{"content":[{"text":"pong"}]}},"stopReason":"end_turn",)"
    R"("usage":{"inputTokens":7,"outputTokens":2}})";

/// A kind, what its server answers, and what must be in its requests, once each, or must not.
struct Kind {
  std::string name;
  std::string_view answer;
  std::string_view finish_word;
  std::string id_header;
  std::string target;
  std::vector<std::string> has;
  std::vector<std::string> has_not;
};

inline const std::vector<Kind> kinds = {
    {"anthropic",
     messages_answer,
     "end_turn",
     "request-id",
     "/v1/messages",
     {"x-api-key: key-of-anthropic\r\n", "anthropic-version: 2023-06-01\r\n"},
     {"Authorization", "authorization"}},
    {"openai",
     chat_answer,
     "stop",
     "x-request-id",
     "/v1/chat/completions",
     {"Authorization: Bearer key-of-openai\r\n"},
     {"api-key"}},
    {"openai_responses",
     responses_answer,
     "completed",
     "x-request-id",
     "/v1/responses",
     {"Authorization: Bearer key-of-openai\r\n"},
     {"api-key"}},
    {"azure_openai",
     chat_answer,
     "stop",
     "apim-request-id",
     "/openai/v1/chat/completions",
     {"api-key: key-of-azure\r\n"},
     {"Authorization"}},
    {"bedrock",
     converse_answer,
     "end_turn",
     "x-amzn-requestid",
     "/model/m-1/converse",
     {"Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"},
     {"secret-of-aws", "api-key"}},
};

}  // namespace wmh::testing
