#include "net/proxy.hpp"

#include <wmh/testing/matchers.hpp>

#include "net/http_failure.hpp"

namespace wmh::detail {
namespace {

using testing::IsOk;
using testing::MessageHas;
Result<std::optional<Proxy>> proxy_of(const char* url, const ProxySettings& settings) {
  return proxy_for(*parse_url(url), settings);
}

TEST(ProxySettings, LowerCaseWinsAndAllProxyIsLast) {
  const auto both =
      proxy_settings({{"https_proxy", "a"}, {"HTTPS_PROXY", "b"}, {"ALL_PROXY", "c"}});
  EXPECT_EQ(both.https, "a");
  EXPECT_EQ(both.http, "c");
  EXPECT_EQ(proxy_settings({{"NO_PROXY", "x"}}).no_proxy, "x");
}

TEST(ProxySettings, InCgiTheUpperCaseNameIsAStrangers) {
  EXPECT_EQ(proxy_settings({{"HTTP_PROXY", "a"}}).http, "a");
  EXPECT_EQ(proxy_settings({{"HTTP_PROXY", "a"}, {"REQUEST_METHOD", "GET"}}).http, "");
  EXPECT_EQ(proxy_settings({{"http_proxy", "a"}, {"REQUEST_METHOD", "GET"}}).http, "a");
}

TEST(ProxyFor, TakesTheSettingOfTheScheme) {
  const ProxySettings settings{"http://plain:1", "secure:2", ""};
  EXPECT_EQ(proxy_of("http://a.b", settings).value()->host, "plain");
  EXPECT_EQ(proxy_of("https://a.b", settings).value()->port, 2);
  EXPECT_FALSE(proxy_of("https://a.b", ProxySettings{}).value().has_value());
}

TEST(ProxyFor, KeepsCredentialsForTheHeaderOnly) {
  const auto proxy = proxy_of("https://a.b", {"", "http://me:p%40ss@gate:3128/", ""});
  ASSERT_THAT(proxy, IsOk());
  EXPECT_EQ((*proxy)->authorization, "Basic bWU6cEBzcw==");
  EXPECT_EQ(describe(**proxy), "proxy gate:3128");
}

TEST(ProxyFor, NeverTakesLoopbackOrMetadataAddresses) {
  const ProxySettings settings{"http://gate:1", "http://gate:1", ""};
  for (const char* url : {"http://localhost:11434", "https://127.0.0.1", "http://[::1]",
                          "http://169.254.169.254/latest", "http://a.localhost"})
    EXPECT_FALSE(proxy_of(url, settings).value().has_value()) << url;
}

TEST(ProxyFor, RefusesOtherKindsOfProxyWithoutShowingThem) {
  for (const char* setting : {"socks5://gate:1", "https://secret@gate:1", "http://secret:x@:1",
                              "http://", "http://gate:secret"}) {
    const auto proxy = proxy_of("https://a.b", {"", setting, ""});
    ASSERT_FALSE(proxy.has_value()) << setting;
    EXPECT_THAT(proxy, MessageHas("http://host:port"));
    EXPECT_EQ(proxy.error().message().find("secret"), std::string::npos);
  }
}

struct Exclusion {
  const char* no_proxy;
  const char* url;
  bool excluded;
};
class Case59 : public ::testing::TestWithParam<Exclusion> {};

TEST_P(Case59, NoProxy) {
  const auto url = parse_url(GetParam().url);
  ASSERT_THAT(url, IsOk());
  EXPECT_EQ(is_excluded(*url, GetParam().no_proxy), GetParam().excluded)
      << GetParam().no_proxy << " and " << GetParam().url;
}

INSTANTIATE_TEST_SUITE_P(
    Each, Case59,
    ::testing::Values(Exclusion{"*", "https://a.b", true}, Exclusion{"", "https://a.b", false},
                      Exclusion{"example.com", "https://example.com", true},
                      Exclusion{"example.com", "https://api.Example.com", true},
                      Exclusion{".example.com", "https://example.com", true},
                      Exclusion{".example.com", "https://a.example.com", true},
                      Exclusion{"example.com", "https://notexample.com", false},
                      Exclusion{"x, ,example.com", "https://example.com", true},
                      Exclusion{"x example.com", "https://example.com", true},
                      Exclusion{"example.com:443", "https://example.com", true},
                      Exclusion{"example.com:80", "https://example.com", false},
                      Exclusion{".corp,10.0.0.0/8", "https://10.2.3.4", true},
                      Exclusion{"10.1.2.3/8", "https://10.2.3.4", true},
                      Exclusion{"10.0.0.0/8", "https://11.2.3.4", false},
                      Exclusion{"10.0.0.0/x", "https://10.0.0.0", false},
                      Exclusion{"10.2.3.4", "https://10.2.3.4", true},
                      Exclusion{"10.2.3.4:443", "https://10.2.3.4", true},
                      Exclusion{"10.2.3.4:1", "https://10.2.3.4", false},
                      Exclusion{"2.3.4", "https://10.2.3.4", false},
                      Exclusion{"fd00::1", "https://[fd00::1]", true},
                      Exclusion{"[fd00::1]:443", "https://[fd00::1]", true},
                      Exclusion{"[fd00::1]", "https://[fd00::1]", true},
                      Exclusion{"fd00::/8", "https://[fd12::1]", true},
                      Exclusion{"fe80::/8", "https://[fd12::1]", false}));

}  // namespace
}  // namespace wmh::detail
