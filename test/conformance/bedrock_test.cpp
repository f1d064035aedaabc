// Calls of Bedrock over the wire: signatures that the server checks, its errors, its keys.
#include <wmh/testing/matchers.hpp>

#include "conformance/provider_desk.hpp"
#include "llm/remote_provider.hpp"
#include "providers/aws_sigv4.hpp"
#include "support/black_hole.hpp"

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using testing::AnswerServer;
using testing::ask_once;
using testing::FailsWith;
using ::testing::HasSubstr;
using testing::http;
using testing::IsOk;
using testing::MessageHas;
using testing::options_of;

const std::string answer =
    R"({"output":{"message":{"content":[{"text":"pong"}]}},"stopReason":"end_turn"})";

std::string header_of(const std::string& request, std::string_view name) {
  const auto at = request.find("\r\n" + std::string(name) + ": ");
  if (at == std::string::npos) return {};
  const auto value = at + name.size() + 4;
  return request.substr(value, request.find("\r\n", value) - value);
}

/// 20260102T030405Z
std::chrono::sys_seconds time_of(const std::string& text) {
  std::tm parts{};
  ::strptime(text.c_str(), "%Y%m%dT%H%M%SZ", &parts);
  return std::chrono::floor<std::chrono::seconds>(
      std::chrono::system_clock::from_time_t(::timegm(&parts)));
}

/// What a server that knows the secret finds that the signature should be.
std::string expected_signature(const std::string& sent, const AwsCredentials& keys) {
  const auto target = sent.find(' ') + 1;
  HttpRequest request;
  request.url =
      "http://" + header_of(sent, "Host") + sent.substr(target, sent.find(' ', target) - target);
  for (const char* name : {"Content-Type", "Accept"})
    request.headers.push_back({name, header_of(sent, name)});
  request.body = sent.substr(sent.find("\r\n\r\n") + 4);
  sign_v4(request, keys, {"us-east-1", "bedrock", time_of(header_of(sent, "x-amz-date"))});
  return *find_header(request.headers, "Authorization");
}

/// Runs a call of a provider whose clock goes on by 61 seconds with each signature.
Result<Completion> ask_with_clock(const std::string& url, const std::string& model,
                                  const AwsCredentials& keys) {
  asio::io_context context(1);
  ProviderSettings settings;
  settings.kind = ProviderKind::bedrock;
  settings.model = model;
  settings.region = "us-east-1";
  settings.base_url = url;
  CallRules rules;
  auto now = std::chrono::system_clock::from_time_t(1'767'323'045);
  rules.today = [now]() mutable {
    return now += 61s;
  };
  auto client = HttpClient::make(context.get_executor(), {}).value();
  RemoteProvider provider(
      http_api(settings, client, std::make_shared<AwsKeys>(keys), rules, RetryPolicy()));
  Result<Completion> outcome;
  asio::co_spawn(context, provider.complete(testing::ping()),
                 [&](std::exception_ptr, Result<Completion> result) {
                   outcome = std::move(result);
                   context.stop();
                 });
  context.run();
  return outcome;
}

TEST(Bedrock, Case61EachAttemptIsSignedAnewAndVerified) {
  AwsCredentials keys{"AKIDEXAMPLE", Secret("secret-of-aws")};
  for (const auto& [model, path] :
       {std::pair<std::string, std::string>{"amazon.nova-v1:0", "amazon.nova-v1%3A0"},
        {"arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.x",
         "arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Ainference-profile%2Fus.x"}}) {
    SCOPED_TRACE(model);
    AnswerServer server(
        {http(503, R"({"message":"busy"})", "retry-after-ms: 1\r\n"), http(200, answer)});
    ASSERT_THAT(ask_with_clock(server.url(), model, keys), IsOk());
    const auto requests = server.requests();
    ASSERT_EQ(requests.size(), 2u);
    EXPECT_THAT(requests[0], HasSubstr("POST /model/" + path + "/converse HTTP/1.1\r\n"));
    EXPECT_THAT(header_of(requests[0], "Host"), HasSubstr("127.0.0.1:")) << "its port is signed";
    for (const std::string& request : requests) {
      EXPECT_EQ(header_of(request, "Authorization"), expected_signature(request, keys));
      EXPECT_EQ(header_of(request, "x-amz-security-token"), keys.session_token.reveal());
    }
    EXPECT_EQ(time_of(header_of(requests[1], "x-amz-date")) -
                  time_of(header_of(requests[0], "x-amz-date")),
              61s);
    keys.session_token = Secret("token-of-a-session");
  }
}

/// An error of Bedrock, and how often it is asked for.
struct Refusal {
  int status;
  std::string headers;
  std::string body;
  std::size_t requests;
  std::string says;
};

void expect_refusals(const std::vector<Refusal>& rows) {
  for (const Refusal& row : rows) {
    SCOPED_TRACE(row.headers + row.body);
    AnswerServer server({http(row.status, row.body, row.headers + "retry-after-ms: 1\r\n")});
    const auto completion = ask_once(options_of("bedrock", server.url()));
    EXPECT_THAT(completion, MessageHas(row.says));
    EXPECT_EQ(server.requests().size(), row.requests);
  }
}

TEST(Bedrock, Case62CodesInAllTheirForms) {
  expect_refusals(
      {{429, "x-amzn-errortype: ThrottlingException:http://internal.amazon.com/coral/\r\n",
        R"({"message":"no"})", 3, "rate_limited (status 429) ThrottlingException: no"},
       {400, "x-amzn-errortype: com.amazon.coral.validate#ValidationException\r\n",
        R"({"message":"no"})", 1, "bad_request (status 400) ValidationException: no"},
       {403, "", R"({"__type":"com.amazon.coral#AccessDeniedException","Message":"no"})", 1,
        "permission (status 403) AccessDeniedException: no"}});
}

TEST(Bedrock, Case63AsOftenAsTheErrorAllows) {
  const auto row = [](int status, std::string code, std::size_t requests) {
    return Refusal{status, "x-amzn-errortype: " + code + "\r\n", R"({"message":"m"})", requests,
                   code};
  };
  expect_refusals({row(429, "ModelNotReadyException", 3), row(408, "ModelTimeoutException", 2),
                   row(424, "ModelErrorException", 2),
                   row(400, "ServiceQuotaExceededException", 1)});
}

TEST(Bedrock, Case65ATokenGoesBeforeKeys) {
  AnswerServer server({http(200, answer)});
  ProviderOptions options = options_of("bedrock", server.url());
  options.environment["AWS_BEARER_TOKEN_BEDROCK"] = "token-of-bedrock";
  ASSERT_THAT(ask_once(options), IsOk());
  EXPECT_EQ(header_of(server.requests().at(0), "Authorization"), "Bearer token-of-bedrock");
}

const std::string expired =
    http(403, R"({"message":"The security token included in the request is expired"})",
         "x-amzn-errortype: ExpiredTokenException\r\n");

TEST(Bedrock, Case65KeysThatLastAndHaveExpiredAreAnError) {
  AnswerServer server({expired});
  const auto completion = ask_once(options_of("bedrock", server.url()));
  EXPECT_THAT(completion, FailsWith(errc::unauthorized));
  EXPECT_THAT(completion, MessageHas("renew the AWS credentials"));
  EXPECT_EQ(server.requests().size(), 1u);
}

/// Lends keys by number, and counts how often.
ProviderOptions with_lent_keys(ProviderOptions options, const std::string& lender) {
  options.environment.erase("AWS_ACCESS_KEY_ID");
  options.environment.erase("AWS_SECRET_ACCESS_KEY");
  options.environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = lender;
  return options;
}

std::string lent(const std::string& id) {
  return http(200,
              R"({"AccessKeyId":")" + id +
                  R"(","SecretAccessKey":"s","Token":"t","Expiration":"2099-01-01T00:00:00Z"})");
}

TEST(Bedrock, Case65LentKeysAreRenewedOnce) {
  for (const bool helps : {true, false}) {
    AnswerServer lender({lent("AKID1"), lent("AKID2"), lent("AKID3")});
    AnswerServer server({expired, helps ? http(200, answer) : expired});
    const auto completion =
        ask_once(with_lent_keys(options_of("bedrock", server.url()), lender.url("/keys")));
    EXPECT_EQ(completion.has_value(), helps);
    EXPECT_TRUE(helps || completion.error().code() == errc::unauthorized);
    EXPECT_EQ(lender.requests().size(), 2u);
    ASSERT_EQ(server.requests().size(), 2u);
    EXPECT_THAT(server.requests()[0], HasSubstr("Credential=AKID1/"));
    EXPECT_THAT(server.requests()[1], HasSubstr("Credential=AKID2/"));
  }
}

TEST(Bedrock, Case65WhereNobodyLendsKeysTheErrorComesSoonAndNamesAll) {
  const testing::BlackHole hole;
  AnswerServer server({http(200, answer)});
  ProviderOptions options = with_lent_keys(options_of("bedrock", server.url()), "");
  options.environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] =
      "http://127.0.0.1:" + std::to_string(hole.endpoint().port());
  const auto start = std::chrono::steady_clock::now();
  const auto completion = ask_once(options);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);
  EXPECT_THAT(completion, FailsWith(errc::unauthorized));
  for (const char* tried : {"AWS_BEARER_TOKEN_BEDROCK", "AWS_ACCESS_KEY_ID", "profile", "metadata"})
    EXPECT_THAT(completion, MessageHas(tried));
  EXPECT_EQ(server.requests().size(), 0u);
}

}  // namespace
}  // namespace wmh::detail
