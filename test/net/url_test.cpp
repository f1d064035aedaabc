#include "net/url.hpp"

#include <wmh/testing/matchers.hpp>

#include "net/http_failure.hpp"

namespace wmh::detail {
namespace {

using testing::IsOk;

TEST(ParseUrl, TakesApartWhatIsWhole) {
  const auto url = parse_url("HTTPS://API.Example.com:8443/v1/messages?beta=true");
  ASSERT_THAT(url, IsOk());
  EXPECT_TRUE(url->tls);
  EXPECT_EQ(url->host, "api.example.com");
  EXPECT_EQ(url->port, 8443);
  EXPECT_EQ(url->target, "/v1/messages?beta=true");
  EXPECT_EQ(origin_of(*url), "https://api.example.com:8443");
}

TEST(ParseUrl, KnowsThePortsOfTheSchemes) {
  EXPECT_EQ(parse_url("https://a.b")->port, 443);
  EXPECT_EQ(parse_url("http://a.b?x=1")->port, 80);
  EXPECT_EQ(parse_url("http://a.b?x=1")->target, "/?x=1");
  EXPECT_EQ(host_and_port(*parse_url("http://a.b:80/")), "a.b");
  EXPECT_EQ(host_and_port(*parse_url("http://a.b:443/")), "a.b:443");
}

TEST(ParseUrl, TakesAddresses) {
  const auto v6 = parse_url("http://[::1]:8080/x");
  ASSERT_THAT(v6, IsOk());
  EXPECT_EQ(v6->host, "::1");
  EXPECT_EQ(host_and_port(*v6), "[::1]:8080");
  EXPECT_TRUE(is_loopback(v6->host));
  EXPECT_TRUE(is_loopback(parse_url("http://127.8.0.1")->host));
  EXPECT_TRUE(is_loopback(parse_url("http://LocalHost")->host));
  EXPECT_FALSE(is_loopback(parse_url("http://localhost.example.com")->host));
}

class RefusedUrl : public ::testing::TestWithParam<const char*> {};

TEST_P(RefusedUrl, SaysSoWithoutRepeatingIt) {
  const auto url = parse_url(GetParam());
  ASSERT_FALSE(url.has_value());
  EXPECT_EQ(reason_of(url.error()), Reason::invalid_request);
  EXPECT_EQ(url.error().message().find("secret"), std::string::npos) << url.error().message();
}

INSTANTIATE_TEST_SUITE_P(
    Each, RefusedUrl,
    ::testing::Values("", "api.example.com", "ftp://secret.example.com/",
                      "https://user:secret@example.com/", "https://secret@example.com/",
                      "https:///x", "https://a..b/", "https://a b/", "https://a/secret\r\nX: y",
                      "https://a/\xC3\xA9", "https://a:0/", "https://a:65536/", "https://a:/",
                      "https://a:8x/", "https://[::1/", "https://[::1]8/", "https://[secret]/",
                      "https://a/#secret", "https://a\\b/"));

}  // namespace
}  // namespace wmh::detail
