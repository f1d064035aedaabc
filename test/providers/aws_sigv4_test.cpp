#include "providers/aws_sigv4.hpp"

#include <wmh/json.hpp>

#include "support/shared.hpp"
#include "support/temp_dir.hpp"

namespace wmh::detail {
namespace {

std::string text_of(const json::value& vector, std::string_view key) {
  const json::value& value = vector.at(key);
  return value.is_string() ? std::string(value.get_string()) : std::string();
}

std::chrono::sys_seconds time_of(const json::value& vector) {
  const std::string text = text_of(vector, "timestamp");
  const auto part = [&](std::size_t at, std::size_t size) {
    return std::stoi(text.substr(at, size));
  };
  using namespace std::chrono;
  const year_month_day day(year(part(0, 4)), month(static_cast<unsigned>(part(4, 2))),
                           std::chrono::day(static_cast<unsigned>(part(6, 2))));
  return sys_days(day) + hours(part(9, 2)) + minutes(part(11, 2)) + seconds(part(13, 2));
}

bool is_own(std::string_view name) {  // what the signer sets
  return name == "Host" || name == "host" || name == "x-amz-date" || name == "x-amz-security-token";
}

HttpRequest request_of(const json::value& vector, const std::string& url) {
  HttpRequest request{.method = text_of(vector, "method"), .url = url};
  request.body = text_of(vector, "body");
  for (const json::value& header : vector.at("headers").as_array()) {
    HttpHeader each{std::string(header.at(0).as_string()), std::string(header.at(1).as_string())};
    if (!is_own(each.name)) request.headers.push_back(std::move(each));
  }
  return request;
}

Signature sign(HttpRequest& request, const json::value& vector, SigningRules rules = {}) {
  const AwsCredentials credentials{.access_key_id = text_of(vector, "access_key"),
                                   .secret_access_key = Secret(text_of(vector, "secret_key")),
                                   .session_token = Secret(text_of(vector, "token"))};
  return sign_v4(request, credentials,
                 {text_of(vector, "region"), text_of(vector, "service"), time_of(vector)}, rules);
}

json::value read_vectors() {
  return parse_json(testing::read_text(testing::vectors() / "sigv4_vectors.json")).value();
}

TEST(AwsSigV4, SignsThePublicSuite) {
  WMH_REQUIRE_FOLDER(testing::vectors() / "sigv4_vectors.json");
  const json::value vectors = read_vectors();
  ASSERT_EQ(vectors.at("suite").as_array().size(), 38U);
  for (const json::value& vector : vectors.at("suite").as_array()) {
    SCOPED_TRACE(text_of(vector, "name"));
    HttpRequest request =
        request_of(vector, "https://example.amazonaws.com" + text_of(vector, "target"));
    SigningRules rules{.normalize_path = vector.at("normalize").as_bool(),
                       .payload_header = vector.at("sign_body").as_bool()};
    rules.sign_token = text_of(vector, "name") != "post-sts-header-after";
    const Signature signature = sign(request, vector, rules);
    EXPECT_EQ(signature.canonical_request, text_of(vector, "canonical_request"));
    EXPECT_EQ(signature.string_to_sign, text_of(vector, "string_to_sign"));
    EXPECT_EQ(signature.hex, text_of(vector, "signature"));
  }
}

TEST(AwsSigV4, SignsBedrockRequests) {
  WMH_REQUIRE_FOLDER(testing::vectors() / "sigv4_vectors.json");
  const json::value vectors = read_vectors();
  ASSERT_EQ(vectors.at("bedrock").as_array().size(), 5U);
  for (const json::value& vector : vectors.at("bedrock").as_array()) {
    SCOPED_TRACE(text_of(vector, "name"));
    HttpRequest request =
        request_of(vector, text_of(vector, "scheme") + "://" + text_of(vector, "host") +
                               text_of(vector, "wire_path"));
    const Signature signature = sign(request, vector);
    EXPECT_EQ(signature.canonical_request, text_of(vector, "canonical_request"));
    EXPECT_EQ(signature.string_to_sign, text_of(vector, "string_to_sign"));
    EXPECT_EQ(signature.signed_headers, text_of(vector, "signed_headers"));
    EXPECT_EQ(*find_header(request.headers, "authorization"), text_of(vector, "authorization"));
  }
}

HttpRequest small_request() {
  HttpRequest request{.url = "https://example.amazonaws.com/"};
  request.headers = {{"Content-Type", "application/json"}};
  return request;
}

TEST(AwsSigV4, AnotherAttemptReplacesTheSignature) {
  using namespace std::chrono_literals;
  const AwsCredentials credentials{.access_key_id = "AKID",
                                   .secret_access_key = Secret("secret"),
                                   .session_token = Secret("token")};
  SigningScope scope{"us-east-1", "bedrock", std::chrono::sys_seconds(1'000'000'000s)};
  HttpRequest request = small_request();
  sign_v4(request, credentials, scope);
  scope.time += 61s;
  sign_v4(request, credentials, scope);
  HttpRequest fresh = small_request();
  sign_v4(fresh, credentials, scope);
  ASSERT_EQ(request.headers.size(), fresh.headers.size());
  EXPECT_EQ(*find_header(request.headers, "x-amz-date"), "20010909T014741Z");
  EXPECT_EQ(*find_header(request.headers, "authorization"),
            *find_header(fresh.headers, "authorization"));
}

TEST(AwsSigV4, HeadersThatAProxyTouchesStayUnsigned) {
  HttpRequest request = small_request();
  request.headers.push_back({"User-Agent", "wmh"});
  request.headers.push_back({"Connection", "keep-alive"});
  const Signature signature =
      sign_v4(request, {.access_key_id = "AKID", .secret_access_key = Secret("secret")},
              {"us-east-1", "bedrock", {}});
  EXPECT_EQ(signature.signed_headers, "content-type;host;x-amz-date");
}

}  // namespace
}  // namespace wmh::detail
