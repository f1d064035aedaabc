#include "support/providers/credentials.hpp"

#include <wmh/testing/matchers.hpp>

#include "providers/headers.hpp"
#include "support/providers/good_requests.hpp"

namespace wmh::testing {
namespace {

using detail::HttpRequest;

TEST(Credentials, GoWithTheHeadersOfTheirKind) {
  struct {
    std::string_view api;
    std::string_view name;
    std::string_view value;  ///< "-": without it.
    std::string_view problem;
  } table[] = {
      {"messages", "content-type", "-", "content-type"},
      {"messages", "content-type", "text/plain", "content-type"},
      {"messages", "accept", "*/*", "accept"},
      {"messages", "anthropic-version", "-", "anthropic-version"},
      {"messages", "anthropic-version", "1", "anthropic-version"},
      {"messages", "x-api-key", "-", "key is missing"},
      {"messages", "x-api-key", "other", "key is missing or wrong"},
      {"messages", "authorization", "Bearer test-key-0123456789", "both there"},
      {"messages", "api-key", "a", "api-key is not known"},
      {"chat", "authorization", "-", "key is missing"},
      {"chat", "authorization", "test-key-0123456789", "key is missing or wrong"},
      {"chat", "x-api-key", "a", "x-api-key is not known"},
      {"chat", "x-surprise", "a", "x-surprise is not known"},
      {"azure", "api-key", "-", "key is missing"},
      {"azure", "authorization", "Bearer test-key-0123456789", "both there"},
      {"converse", "authorization", "-", "neither a signature nor the token"},
      {"converse", "authorization", "Bearer other", "neither a signature nor the token"},
      {"converse", "authorization", "AWS4-HMAC-SHA256 x", "no signed headers"},
      {"converse", "x-amz-date", "-", "x-amz-date"},
      {"converse", "x-amz-date", "20260102T040000Z", "five minutes"},
      {"converse", "x-amz-date", "20260102T030001Z", "does not match"},
      {"converse", "content-type", "application/json ", "content-type"},
      {"converse", "x-amz-security-token", "a", "x-amz-security-token is wrong"},
      {"converse", "x-api-key", "a", "x-api-key is not known"},
  };
  for (const auto& [api, name, value, problem] : table) {
    HttpRequest request = good(api);
    detail::remove_header(request.headers, name);
    if (value != "-") request.headers.push_back({std::string(name), std::string(value)});
    EXPECT_THAT(read_asked(request, rules()), MessageHas(std::string(problem))) << name << value;
  }
}

TEST(Credentials, RefuseHeadersThatAreThereTwice) {
  HttpRequest request = good("messages");
  request.headers.push_back({"ACCEPT", "application/json"});
  EXPECT_THAT(read_asked(request, rules()), MessageHas("header accept is there twice"));
}

TEST(Credentials, SignaturesHoldForWhatWasSigned) {
  HttpRequest other_body = good("converse");
  other_body.body = std::string(other_body.body) + " ";
  HttpRequest other_path = good("converse");
  other_path.url.replace(other_path.url.find("nova"), 4, "luna");
  HttpRequest other_host = good("converse");
  other_host.url.replace(other_host.url.find(":80"), 3, ":81");
  for (const HttpRequest& request : {other_body, other_path, other_host})
    EXPECT_THAT(read_asked(request, rules()), MessageHas("does not match")) << request.url;
  AskRules other_secret = rules();
  other_secret.aws.secret_access_key = detail::Secret("another");
  EXPECT_THAT(read_asked(good("converse"), other_secret), MessageHas("does not match"));
  AskRules other_region = rules();
  other_region.region = "eu-west-1";
  EXPECT_THAT(read_asked(good("converse"), other_region), MessageHas("does not match"));
}

TEST(Credentials, WithoutAKeyNoneMayCome) {
  AskRules open = rules();
  open.key.clear();
  EXPECT_THAT(read_asked(good("chat"), open), MessageHas("none is wanted"));
  HttpRequest request = good("chat");
  detail::remove_header(request.headers, "authorization");
  EXPECT_THAT(read_asked(request, open), IsOk());
}

}  // namespace
}  // namespace wmh::testing
