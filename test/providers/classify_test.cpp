#include "providers/classify.hpp"

#include <wmh/testing/matchers.hpp>

namespace wmh::detail {
namespace {

using enum FailureKind;
using namespace std::chrono_literals;

struct Case {
  int status;
  std::string body;
  FailureKind kind;
  Retry retry = Retry::never;
  std::string code = "";
  HttpHeaders headers = {};
};

std::string anthropic(const std::string& type, const std::string& message = "m") {
  return R"({"type":"error","error":{"type":")" + type + R"(","message":")" + message +
         R"("},"request_id":"req_body"})";
}

std::string openai(const std::string& code, const std::string& type = "invalid_request_error",
                   const std::string& message = "m") {
  return R"({"error":{"message":")" + message + R"(","type":")" + type +
         R"(","param":null,"code":)" + (code.empty() ? "null" : "\"" + code + "\"") + "}}";
}

std::string azure(const std::string& code, const std::string& message = "m") {
  return R"({"error":{"code":")" + code + R"(","message":")" + message + R"("}})";
}

Case aws(int status, const std::string& code, FailureKind kind, Retry retry = Retry::never,
         const std::string& message = "m") {
  return {status, R"({"message":")" + message + R"("})", kind, retry,
          code,   {{"x-amzn-ErrorType", code}}};
}

void expect(const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    SCOPED_TRACE(std::to_string(each.status) + " " + each.code + " " + each.body.substr(0, 200));
    const Failure failure = classify({each.status, each.headers, each.body}, Secret());
    EXPECT_EQ(to_string(failure.kind), to_string(each.kind));
    EXPECT_EQ(failure.retry, each.retry);
    EXPECT_EQ(failure.code, each.code);
    EXPECT_EQ(failure.status, each.status);
  }
}

TEST(Classify, AnthropicErrors) {
  expect({
      {400, anthropic("invalid_request_error"), bad_request, Retry::never, "invalid_request_error"},
      {400, anthropic("invalid_request_error", "prompt is too long: 1200000 tokens > 1000000"),
       too_long, Retry::never, "invalid_request_error"},
      {400, anthropic("invalid_request_error", "You have reached your workspace spend limit."),
       quota_exhausted, Retry::never, "invalid_request_error"},
      {401, anthropic("authentication_error"), authentication, Retry::never,
       "authentication_error"},
      {402, anthropic("billing_error"), quota_exhausted, Retry::never, "billing_error"},
      {403, anthropic("permission_error"), permission, Retry::never, "permission_error"},
      {404, anthropic("not_found_error"), not_found, Retry::never, "not_found_error"},
      {408, "", server, Retry::yes},
      {409, anthropic("conflict_error"), server, Retry::yes, "conflict_error"},
      {413, anthropic("request_too_large"), too_long, Retry::never, "request_too_large"},
      {413, "<html>413 Request Entity Too Large</html>", too_long},
      {429, anthropic("rate_limit_error"), rate_limited, Retry::yes, "rate_limit_error"},
      {429, anthropic("rate_limit_error", "monthly spend limit reached"), quota_exhausted,
       Retry::never, "rate_limit_error"},
      {429,
       anthropic("rate_limit_error"),
       rate_limited,
       Retry::never,
       "rate_limit_error",
       {{"x-should-retry", "false"}}},
      {500, anthropic("api_error"), server, Retry::yes, "api_error"},
      {504, anthropic("timeout_error"), server, Retry::yes, "timeout_error"},
      {529, anthropic("overloaded_error"), overloaded, Retry::yes, "overloaded_error"},
      {529, "", overloaded, Retry::yes},
  });
}

TEST(Classify, OpenAiErrors) {
  expect({
      {400, openai("context_length_exceeded"), too_long, Retry::never, "context_length_exceeded"},
      {400, openai("invalid_json_schema"), bad_request, Retry::never, "invalid_json_schema"},
      {400, openai("unsupported_parameter"), bad_request, Retry::never, "unsupported_parameter"},
      {400, openai("unsupported_value"), bad_request, Retry::never, "unsupported_value"},
      {400, openai("content_policy_violation"), refused, Retry::never, "content_policy_violation"},
      {401, openai("invalid_api_key"), authentication, Retry::never, "invalid_api_key"},
      {403, openai("unsupported_country_region_territory"), permission, Retry::never,
       "unsupported_country_region_territory"},
      {404, openai("model_not_found"), not_found, Retry::never, "model_not_found"},
      {408, openai(""), server, Retry::yes, "invalid_request_error"},
      {409, openai(""), server, Retry::yes, "invalid_request_error"},
      {422, openai(""), bad_request, Retry::never, "invalid_request_error"},
      {429, openai("rate_limit_exceeded", "tokens"), rate_limited, Retry::yes,
       "rate_limit_exceeded"},
      {429, openai("insufficient_quota", "insufficient_quota"), quota_exhausted, Retry::never,
       "insufficient_quota"},
      {429, openai("billing_hard_limit_reached"), quota_exhausted, Retry::never,
       "billing_hard_limit_reached"},
      {500, openai("", "server_error"), server, Retry::yes, "server_error"},
      {502, openai("", "server_error"), server, Retry::yes, "server_error"},
      {503, openai("", "server_error"), overloaded, Retry::yes, "server_error"},
      {500, openai("", "server_error", "The model is overloaded."), overloaded, Retry::yes,
       "server_error"},
      {413, "", too_long},
      {431, "", bad_request},
  });
}

TEST(Classify, CompatibleServersAndGateways) {
  expect({
      {503, R"({"error":{"code":503,"message":"Loading model","type":"unavailable_error"}})",
       overloaded, Retry::patiently, "503"},
      {401, R"({"error":{"code":401,"message":"m","type":"authentication_error"}})", authentication,
       Retry::never, "401"},
      {400, R"({"error":{"code":400,"message":"m","type":"exceed_context_size_error"}})", too_long,
       Retry::never, "400"},
      {404, R"({"object":"error","message":"m","type":"NotFoundError","param":null,"code":404})",
       not_found, Retry::never, "404"},
      {404, R"({"error":"model 'x' not found"})", not_found},
      {400, "[{\"error\":{\"code\":400,\"message\":\"m\"}}]", bad_request, Retry::never, "400"},
      {502, "<html>Bad Gateway</html>", server, Retry::yes},
      {500, "", server, Retry::yes},
      {500, "null", server, Retry::yes},
      {302, "", malformed},
  });
}

TEST(Classify, AzureErrors) {
  const std::string filtered =
      R"({"error":{"message":"The response was filtered","type":null,"param":"prompt",)"
      R"("code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation",)"
      R"("content_filter_result":{"jailbreak":{"filtered":false,"detected":false},)"
      R"("hate":{"filtered":true,"severity":"medium"}}}}})";
  expect({
      {400, filtered, refused, Retry::never, "content_filter"},
      {404, azure("DeploymentNotFound"), not_found, Retry::never, "DeploymentNotFound"},
      {404, azure("404", "Resource not found"), not_found, Retry::never, "404"},
      {401, azure("401", "Access denied due to invalid subscription key"), authentication,
       Retry::never, "401"},
      {429, azure("429", "Please retry after 7 seconds."), rate_limited, Retry::yes, "429"},
      {429, azure("RateLimitReached"), rate_limited, Retry::yes, "RateLimitReached"},
      {408, azure("Timeout"), server, Retry::yes, "Timeout"},
      {400, azure("OperationNotSupported"), bad_request, Retry::never, "OperationNotSupported"},
      {400, azure("BadRequest", "unsupported api version"), bad_request, Retry::never,
       "BadRequest"},
      {429, R"({"statusCode":429,"message":"Rate limit is exceeded."})", rate_limited, Retry::yes},
  });
  EXPECT_EQ(classify({400, {}, filtered}, Secret()).message,
            "The response was filtered [filter hate]");
}

TEST(Classify, AwsErrors) {
  expect({
      aws(400, "ValidationException", bad_request),
      aws(400, "ValidationException", too_long, Retry::never, "prompt is too long: 9 > 8"),
      aws(400, "ValidationException", not_found, Retry::never,
          "The provided model identifier is invalid."),
      aws(400, "ServiceQuotaExceededException", quota_exhausted),
      aws(403, "AccessDeniedException", permission),
      aws(403, "UnrecognizedClientException", authentication),
      aws(403, "InvalidSignatureException", authentication),
      aws(403, "ExpiredTokenException", authentication),
      aws(403, "MissingAuthenticationTokenException", authentication),
      aws(404, "ResourceNotFoundException", not_found),
      aws(408, "ModelTimeoutException", server, Retry::once),
      aws(424, "ModelErrorException", server, Retry::once),
      aws(424, "ModelStreamErrorException", server, Retry::once),
      aws(429, "ThrottlingException", rate_limited, Retry::yes),
      aws(429, "ModelNotReadyException", overloaded, Retry::yes),
      aws(500, "InternalServerException", server, Retry::yes),
      aws(503, "ServiceUnavailableException", overloaded, Retry::yes),
      {502, "", server, Retry::yes},
      {504, "", server, Retry::yes},
  });
}

TEST(Classify, AwsCodesAreStripped) {
  const HttpHeaders with_url = {
      {"x-amzn-errortype", "ThrottlingException:http://internal.amazon.com/coral/"}};
  EXPECT_EQ(classify({429, with_url, "{}"}, Secret()).code, "ThrottlingException");
  const std::string body = R"({"__type":"com.amazon.coral#ValidationException","Message":"no"})";
  const Failure failure = classify({400, {}, body}, Secret());
  EXPECT_EQ(failure.code, "ValidationException");
  EXPECT_EQ(failure.message, "no");
}

TEST(Classify, NamesTheParameter) {
  const std::string named =
      R"({"error":{"message":"no","type":"t","param":"reasoning_effort","code":"unsupported_value"}})";
  EXPECT_EQ(classify({400, {}, named}, Secret()).parameter, "reasoning_effort");
  const std::string told = anthropic("invalid_request_error", "temperature: not supported");
  EXPECT_EQ(classify({400, {}, told}, Secret()).parameter, "temperature");
}

TEST(Classify, FindsTheRequestId) {
  EXPECT_EQ(classify({500, {{"Request-Id", "req_1"}}, anthropic("api_error")}, Secret()).request_id,
            "req_1");
  EXPECT_EQ(classify({500, {}, anthropic("api_error")}, Secret()).request_id, "req_body");
  EXPECT_EQ(classify({500, {{"x-amzn-RequestId", "aws"}}, ""}, Secret()).request_id, "aws");
}

TEST(Classify, ServerMayWishARetry) {
  EXPECT_EQ(classify({400, {{"x-should-retry", "true"}}, ""}, Secret()).retry, Retry::yes);
  EXPECT_EQ(classify({503, {{"x-should-retry", "false"}}, ""}, Secret()).retry, Retry::never);
}

TEST(Classify, WordsMayAskToWait) {
  const std::string slowed = openai("rate_limit", "t", "Please try again in 1.5s.");
  EXPECT_EQ(classify({429, {}, slowed}, Secret()).retry_after, 1500ms);
  const std::string spent = openai("insufficient_quota", "t", "Please try again in 1.5s.");
  EXPECT_EQ(classify({429, {}, spent}, Secret()).retry_after, std::nullopt);
}

TEST(Classify, ShowsNoSecretsAndNothingUnprintable) {
  const Secret key("sk-proj-0123456789-abcdefgh");
  const std::string echo =
      openai("invalid_api_key", "t", "Incorrect key sk-proj-0123456789-abcdefgh (sk-proj-****)");
  EXPECT_EQ(classify({401, {}, echo}, key).message, "Incorrect key *** (*******)");
  const std::string raw = "a\x01\n\tb \xff " + std::string(1u << 20, 'x');
  const Failure failure = classify({500, {}, raw}, key);
  EXPECT_LE(failure.message.size(), 2050U);
  EXPECT_TRUE(failure.message.starts_with("a b \xef\xbf\xbd x"));
}

TEST(Classify, RedirectsShowTheHost) {
  const Failure failure =
      classify({307, {{"Location", "https://other.example/v1?key=secret"}}, ""}, Secret());
  EXPECT_EQ(to_error(failure, "openai").message(),
            "openai: malformed (status 307); it redirects to other.example; use its address");
}

TEST(Classify, ErrorsSayEverythingInOneSentence) {
  Failure failure = classify({429, {}, anthropic("rate_limit_error")}, Secret());
  failure.retry_after = 2s;
  const Error error = to_error(failure, "anthropic");
  EXPECT_EQ(error.code(), errc::rate_limited);
  EXPECT_EQ(error.retry_after(), 2s);
  EXPECT_EQ(
      error.message(),
      "anthropic: rate_limited (status 429) rate_limit_error: m [request req_body]; try again "
      "later (after 2 s)");
}

TEST(ReadAnswer, AnErrorInsideASuccessIsAnError) {
  const std::pair<std::string, FailureKind> cases[] = {
      {R"({"error":{"code":429,"message":"slow down"}})", rate_limited},
      {R"({"error":{"code":502,"message":"upstream"}})", server},
      {R"({"error":"boom"})", server},
      {anthropic("overloaded_error"), overloaded},
      {anthropic("invalid_request_error"), bad_request},
      {"<html></html>", malformed},
      {"", malformed},
      {"null", malformed},
      {"[]", malformed},
      {R"({"a":)", malformed},
      {std::string("{\"a\":\"\0\"}", 9), malformed},
      {std::string(10000, '['), malformed},
  };
  for (const auto& [body, kind] : cases) {
    const auto answer = read_answer({200, {}, body}, Secret());
    ASSERT_FALSE(answer) << body;
    EXPECT_EQ(to_string(answer.failure().kind), to_string(kind)) << body.substr(0, 80);
  }
}

}  // namespace
}  // namespace wmh::detail
