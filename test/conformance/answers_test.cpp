// Answers of status 200 and others, as tables: what a dialect makes of a body.
#include <wmh/testing/matchers.hpp>

#include "providers/classify.hpp"
#include "providers/dialect.hpp"

#include <cmath>

namespace wmh::detail {
namespace {

using enum FailureKind;
using enum ProviderKind;
using testing::FailsWith;

ProviderSettings settings_of(ProviderKind kind) {
  ProviderSettings settings;
  settings.kind = kind;
  settings.model = "m-1";
  return settings;
}

Outcome<Completion> decode(ProviderKind kind, std::string body, int status = 200,
                           HttpHeaders headers = {}) {
  const ProviderSettings settings = settings_of(kind);
  return dialect_of(kind).decode(settings, {status, std::move(headers), std::move(body)});
}

const std::vector<ProviderKind> all_kinds = {anthropic, openai, openai_responses, azure_openai,
                                             bedrock};

TEST(Answers, Case35ErrorBodiesOfAnyShape) {
  const std::pair<std::string, std::string> bodies[] = {
      {"<html><title>502</title></html>", "<html><title>502</title></html>"},
      {"", ""},
      {R"([{"error":{"message":"in an array"}}])", "in an array"},
      {R"({"error":"a text"})", "a text"},
      {R"({"object":"error","message":"at the root","type":"x","code":503})", "at the root"},
      {R"({"error":{"message":"coded","code":7}})", "coded"},
      {"a\xff\x01\tb", "a\xEF\xBF\xBD b"},
      {std::string(1 << 20, 'x'), std::string(2048, 'x')},
  };
  for (const ProviderKind kind : all_kinds)
    for (const auto& [body, message] : bodies)
      for (const auto& [status, expected] :
           {std::pair{503, overloaded}, std::pair{401, authentication}}) {
        SCOPED_TRACE(std::string(to_string(kind)) + " " + body.substr(0, 60));
        const auto answer = decode(kind, body, status);
        ASSERT_FALSE(answer);
        EXPECT_EQ(to_string(answer.failure().kind), to_string(expected));
        EXPECT_EQ(answer.failure().message, message);
      }
}

TEST(Answers, Case36SuccessesThatAreNone) {
  const std::pair<std::string, FailureKind> bodies[] = {
      {R"({"error":{"code":429,"message":"slow down"}})", rate_limited},
      {R"({"error":{"code":502,"message":"upstream"}})", server},
      {"<html>a gateway</html>", malformed},
      {"", malformed},
      {"null", malformed},
      {"{}", malformed},
      {R"({"a":)", malformed},
      {std::string("{\"content\":\"\0\"}", 15), malformed},
  };
  for (const ProviderKind kind : all_kinds)
    for (const auto& [body, expected] : bodies) {
      SCOPED_TRACE(std::string(to_string(kind)) + " " + body);
      const auto answer = decode(kind, body);
      ASSERT_FALSE(answer);
      EXPECT_EQ(to_string(answer.failure().kind), to_string(expected));
      EXPECT_EQ(answer.failure().status, 200);
    }
}

TEST(Answers, Case36APageIsNamedAsOne) {
  const auto answer = decode(openai, "<!DOCTYPE html><title>Log in</title>", 200,
                             {{"Content-Type", "text/html; charset=utf-8"}});
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.failure().message, ::testing::HasSubstr("text/html"));
  EXPECT_THAT(answer.failure().message, ::testing::HasSubstr("Log in"));
}

TEST(Answers, Case36HalfASurrogatePairIsMended) {
  const auto answer =
      decode(openai, R"({"choices":[{"message":{"content":"a\ud83d"},"finish_reason":"length"}]})");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->text, "a\xEF\xBF\xBD");
}

TEST(Answers, Case37JsonTenThousandDeep) {
  for (const ProviderKind kind : all_kinds)
    for (const std::string& body :
         {std::string(10'000, '['), std::string(10'000, '[') + std::string(10'000, ']'),
          R"({"content":)" + std::string(10'000, '[') + std::string(10'000, ']') + "}"}) {
      const auto answer = decode(kind, body);
      ASSERT_FALSE(answer);
      EXPECT_EQ(to_string(answer.failure().kind), to_string(malformed));
    }
}

/// An answer and what is read out of it.
struct Said {
  std::string_view name;
  ProviderKind kind;
  std::string body;
  std::string text;
  FinishReason finish = FinishReason::end;
  std::string refusal = "";
  std::int64_t output_tokens = 0;
};

void expect_said(const std::vector<Said>& rows) {
  for (const Said& row : rows) {
    SCOPED_TRACE(row.name);
    const auto answer = decode(row.kind, row.body);
    ASSERT_TRUE(answer) << answer.failure().message;
    EXPECT_EQ(answer->text, row.text);
    EXPECT_EQ(to_string(answer->finish), to_string(row.finish));
    EXPECT_EQ(answer->refusal, row.refusal);
    EXPECT_EQ(answer->usage.output_tokens, row.output_tokens);
    const bool refused = row.finish == FinishReason::refused;
    EXPECT_EQ(usable(*answer, {}).has_value(), !refused);
  }
}

TEST(Answers, Case38RefusalsWithEmptyContent) {
  expect_said(
      {{"without details", anthropic,
        R"({"content":[],"stop_reason":"refusal","usage":{"output_tokens":3}})", "",
        FinishReason::refused, "", 3},
       {"details null", anthropic,
        R"({"content":[],"stop_reason":"refusal","stop_details":null,"usage":{"output_tokens":3}})",
        "", FinishReason::refused, "", 3},
       {"with a category", anthropic,
        R"({"content":[],"stop_reason":"refusal","stop_details":{"type":"refusal",)"
        R"("category":"bio","explanation":"No."},"usage":{"output_tokens":3}})",
        "", FinishReason::refused, "bio: No.", 3}});
}

TEST(Answers, Case39BlocksOfEveryKind) {
  expect_said(
      {{"thoughts first", anthropic,
        R"({"content":[{"type":"thinking","thinking":""},{"type":"text","text":"a"},)"
        R"({"type":"text","text":"b"}],"stop_reason":"end_turn"})",
        "ab"},
       {"a tool only", anthropic,
        R"({"content":[{"type":"tool_use","name":"f","input":{}}],"stop_reason":"tool_use"})", "",
        FinishReason::tool_call},
       {"nothing", anthropic, R"({"content":[],"stop_reason":"end_turn"})", ""},
       {"an unknown block", anthropic,
        R"({"content":[{"type":"hologram","text":"x"},{"type":"text","text":"a"}],)"
        R"("stop_reason":"end_turn"})",
        "a"},
       {"an unknown reason", anthropic,
        R"({"content":[{"type":"text","text":"a"}],"stop_reason":"moonrise"})", "a",
        FinishReason::other}});
  EXPECT_EQ(decode(anthropic, R"({"content":[],"stop_reason":"moonrise"})")->finish_word,
            "moonrise");
}

TEST(Answers, Case40AnswersCutByALimit) {
  const std::pair<ProviderKind, std::string> rows[] = {
      {anthropic, R"({"content":[{"type":"text","text":"{\"a"}],"stop_reason":"max_tokens"})"},
      {anthropic, R"({"content":[{"type":"text","text":"{\"a"}],)"
                  R"("stop_reason":"model_context_window_exceeded"})"},
      {openai, R"({"choices":[{"message":{"content":"{\"a"},"finish_reason":"length"}]})"},
      {bedrock,
       R"({"output":{"message":{"content":[{"text":"{\"a"}]}},"stopReason":"max_tokens"})"},
  };
  CompletionRequest structured;
  structured.schema = json::object{{"type", "object"}};
  for (const auto& [kind, body] : rows) {
    SCOPED_TRACE(body);
    const auto answer = decode(kind, body);
    ASSERT_TRUE(answer);
    EXPECT_EQ(to_string(answer->finish), to_string(FinishReason::length));
    EXPECT_EQ(answer->text, "{\"a");
    EXPECT_THAT(usable(*answer, {}), testing::IsOk()) << "text may be cut";
    EXPECT_THAT(usable(*answer, structured), FailsWith(errc::limit_reached)) << "JSON may not";
  }
  const auto spent =
      decode(openai, R"({"choices":[{"message":{"content":""},"finish_reason":"length"}]})");
  ASSERT_TRUE(spent);
  EXPECT_THAT(usable(*spent, {}), FailsWith(errc::limit_reached));
}

TEST(Answers, Case41FiltersAndRefusals) {
  const auto refused = FinishReason::refused;
  expect_said(
      {{"a refusal of OpenAI", openai,
        R"({"choices":[{"message":{"content":null,"refusal":"I cannot."},"finish_reason":"stop"}]})",
        "", refused, "I cannot."},
       {"a filter of OpenAI", openai,
        R"({"choices":[{"message":{"content":"par"},"finish_reason":"content_filter"}]})", "par",
        refused},
       {"a filter of Azure", azure_openai,
        R"({"choices":[{"message":{"content":""},"finish_reason":"content_filter",)"
        R"("content_filter_results":{"hate":{"filtered":false},"violence":{"filtered":true}}}]})",
        "", refused, "violence"},
       {"a guardrail of Bedrock", bedrock,
        R"({"output":{"message":{"content":[]}},"stopReason":"guardrail_intervened"})", "", refused,
        "guardrail_intervened"},
       {"a filter of Bedrock", bedrock,
        R"({"output":{"message":{"content":[]}},"stopReason":"content_filtered"})", "", refused,
        "content_filtered"},
       {"a refusal in Responses", openai_responses,
        R"({"status":"completed","output":[{"type":"message","content":[)"
        R"({"type":"refusal","refusal":"I cannot."}]}]})",
        "", refused, "I cannot."}});
}

TEST(Answers, Case41AzureRefusesThePrompt) {
  const auto answer = decode(
      azure_openai,
      R"({"error":{"message":"filtered","code":"content_filter","status":400,"innererror":{)"
      R"("code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":)"
      R"({"filtered":false,"severity":"safe"},"jailbreak":{"filtered":true,"detected":true}}}}})",
      400);
  ASSERT_FALSE(answer);
  EXPECT_EQ(to_string(answer.failure().kind), to_string(FailureKind::refused));
  EXPECT_EQ(answer.failure().retry, Retry::never);
  EXPECT_EQ(answer.failure().message, "filtered [filter jailbreak]");
}

TEST(Answers, Case42IncompleteResponses) {
  expect_said({{"cut", openai_responses,
                R"({"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},)"
                R"("output":[{"type":"message","content":[{"type":"output_text","text":"a"}]}]})",
                "a", FinishReason::length},
               {"filtered", openai_responses,
                R"({"status":"incomplete","incomplete_details":{"reason":"content_filter"},)"
                R"("output":[]})",
                "", FinishReason::refused},
               {"thoughts only", openai_responses,
                R"({"status":"completed","output":[{"type":"reasoning","summary":[]}],)"
                R"("usage":{"output_tokens":9}})",
                "", FinishReason::end, "", 9}});
}

TEST(Answers, Case42FailedIsAnErrorWithStatus200) {
  for (const auto& [code, expected] :
       {std::pair{"server_error", server}, std::pair{"rate_limit_exceeded", rate_limited}}) {
    const auto answer =
        decode(openai_responses, R"({"status":"failed","error":{"code":")" + std::string(code) +
                                     R"(","message":"m"},"output":[]})");
    ASSERT_FALSE(answer);
    EXPECT_EQ(to_string(answer.failure().kind), to_string(expected));
  }
}

/// An object "usage" of Anthropic and the counts in it.
struct Count {
  std::string usage;
  std::int64_t input = 0;
  std::int64_t output = 0;
  bool missing = false;
};

TEST(Answers, Case43UsageInAnyState) {
  const Count rows[] = {
      {R"("usage":{"input_tokens":7,"output_tokens":2})", 7, 2},
      {R"("usage":{"input_tokens":7.0,"output_tokens":2.0,"tier":{"x":[]}})", 7, 2},
      {R"("usage":{"input_tokens":7,"output_tokens":9007199254740994})", 7, 0, true},
      {R"("usage":{"input_tokens":7,"output_tokens":-2})", 7, 0, true},
      {R"("usage":{"input_tokens":7,"output_tokens":2.5})", 7, 0, true},
      {R"("usage":{"input_tokens":7,"output_tokens":"2"})", 7, 0, true},
      {R"("usage":{})", 0, 0, true},
      {R"("usage":null)", 0, 0, true},
      {R"("unused":0)", 0, 0, true},
  };
  for (const Count& row : rows) {
    SCOPED_TRACE(row.usage);
    const auto answer =
        decode(anthropic, R"({"content":[],"stop_reason":"end_turn",)" + row.usage + "}");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->usage.input_tokens, row.input);
    EXPECT_EQ(answer->usage.output_tokens, row.output);
    EXPECT_EQ(answer->usage_missing, row.missing);
  }
}

TEST(Answers, Case43NoUsageIsFlaggedByAllOthers) {
  const std::pair<ProviderKind, std::string> rows[] = {
      {openai, R"({"choices":[{"message":{"content":"a"}}]})"},
      {azure_openai, R"({"choices":[{"message":{"content":"a"}}],"usage":null})"},
      {openai_responses, R"({"status":"completed","output":[]})"},
      {bedrock, R"({"output":{},"stopReason":"end_turn"})"},
  };
  for (const auto& [kind, body] : rows) {
    const auto answer = decode(kind, body);
    ASSERT_TRUE(answer) << body;
    EXPECT_TRUE(answer->usage_missing) << body;
  }
}

}  // namespace
}  // namespace wmh::detail
