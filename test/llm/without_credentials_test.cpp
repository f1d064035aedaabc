#include "llm/without_credentials.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

namespace wmh::detail {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(UrlWithoutCredentials, KeepsTheRest) {
  const std::pair<std::string_view, std::string_view> table[] = {
      {"https://a.example/v1/x", "https://a.example/v1/x"},
      {"http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"},
      {"https://me:word@a.example:1/x", "https://a.example:1/x"},
      {"https://a.example/x?api-version=2024-10-21", "https://a.example/x?api-version=2024-10-21"},
      {"https://a.example/x?Key=abc&b=2&api_key=d&c", "https://a.example/x?b=2&c"},
      {"https://a.example/x?X-Amz-Signature=abc", "https://a.example/x"},
      {"https://a.example", "https://a.example"},
  };
  for (const auto& [url, clean] : table)
    EXPECT_EQ(url_without_credentials(url), clean);
}

TEST(CredentialsIn, AreKnownByNameAndByLook) {
  const HttpHeaders headers = {{"Authorization", "Bearer token-12345"},
                               {"X-API-Key", "key-12345"},
                               {"api-key", "short"},
                               {"Content-Type", "application/json; charset=utf-8"},
                               {"X-Gateway", "gw1234567890abcdefgh"},
                               {"X-Title", "A world of its own, 12345"},
                               {"X-Kind", "application-without-any-digit"}};
  std::vector<std::string> found;
  for (const Secret& each : credentials_in(headers))
    found.push_back(each.reveal());
  EXPECT_THAT(found, ::testing::ElementsAre("token-12345", "key-12345", "gw1234567890abcdefgh"));
}

TEST(WithoutCredentials, LeavesNoneAnywhere) {
  RecordedExchange exchange;
  exchange.request.url = "https://a.example/x?token=sk-verysecretkey1&v=1";
  exchange.request.headers = {{"Accept", "a"},
                              {"x-api-key", "sk-verysecretkey1"},
                              {"X-Other", "1"},
                              {"User-Agent", "me/sk-verysecretkey1"}};
  exchange.request.body = "what is sk-verysecretkey1?";
  HttpResponse response{401, {{"Set-Cookie", "c=1"}, {"echo", "sk-verysecretkey1"}}, ""};
  response.body = "Incorrect API key provided: sk-veryse******key1";
  exchange.response = response;
  const auto credentials = credentials_in(exchange.request.headers);
  const RecordedExchange clean = without_credentials(std::move(exchange), credentials);
  const std::string text = to_text(to_json(clean));
  EXPECT_THAT(text, Not(HasSubstr("sk-veryse")));
  EXPECT_THAT(text, Not(HasSubstr("secretkey")));
  EXPECT_THAT(text, Not(HasSubstr("X-Other")));
  EXPECT_THAT(text, Not(HasSubstr("Set-Cookie")));
  EXPECT_THAT(text, HasSubstr("what is ***?"));
  EXPECT_THAT(text, HasSubstr("https://a.example/x?v=1"));
  EXPECT_THAT(text, HasSubstr("Accept"));
}

TEST(WithoutCredentials, CleansErrors) {
  RecordedExchange exchange;
  exchange.response = Error(errc::network, "no way to sk-verysecretkey1");
  std::vector<Secret> credentials;
  credentials.emplace_back("sk-verysecretkey1");
  const RecordedExchange clean = without_credentials(std::move(exchange), credentials);
  EXPECT_EQ(clean.response.error().message(), "no way to ***");
  EXPECT_EQ(clean.response.error().code(), errc::network);
}

}  // namespace
}  // namespace wmh::detail
