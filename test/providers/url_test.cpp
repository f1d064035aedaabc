#include "providers/url.hpp"

#include "net/url.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

TEST(Url, Splits) {
  const UrlView all = split_url("https://user:pw@host.example:8080/a/b?c=d?e#f");
  EXPECT_EQ(all.scheme, "https");
  EXPECT_EQ(all.authority, "user:pw@host.example:8080");
  EXPECT_EQ(all.host(), "host.example");
  EXPECT_EQ(all.path, "/a/b");
  EXPECT_EQ(all.query, "c=d?e");
  const std::pair<std::string_view, std::string_view> hosts[] = {
      {"http://h", "h"},
      {"http://h?q=/x", "h"},
      {"http://[::1]:80/x", "[::1]"},
      {"http://[::1]/x", "[::1]"},
      {"http://localhost:80@evil.example/x", "evil.example"},
      {"http://a@b@c:1/x", "c"},
      {"", ""},
  };
  for (const auto& [url, host] : hosts)
    EXPECT_EQ(split_url(url).host(), host) << url;
}

TEST(Url, HostHeaders) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"https://Host.Example/x", "host.example"},
      {"https://h:443/", "h"},
      {"HTTPS://h:443", "h"},
      {"http://h:443/", "h:443"},
      {"http://h:80", "h"},
      {"http://h:0080?x=:1/", "h"},
      {"http://127.0.0.1:18080/", "127.0.0.1:18080"},
      {"http://[::1]:80/", "[::1]"},
      {"http://[::80]/", "[::80]"},
      {"http://[::1]:81/", "[::1]:81"},
      {"https://u:p@h:8443/", "h:8443"},
      {"https://h/\u1234 x#y", "h"},
      {"https://", ""},
      {"h", ""},
  };
  for (const auto& [url, host] : cases) {
    EXPECT_EQ(host_header(url), host) << url;
    const auto parsed = parse_url(url);
    EXPECT_EQ(parsed ? host_and_port(*parsed) : host, host) << url;
  }
}

TEST(Url, EncodesAndDecodes) {
  EXPECT_EQ(percent_encode("a-._~Z9:/ %\xff"), "a-._~Z9%3A%2F%20%25%FF");
  EXPECT_EQ(percent_encode("a/b:c", Slash::keep), "a/b%3Ac");
  EXPECT_EQ(percent_decode("a%2Fb%2fc%%zz%4"), "a/b/c%%zz%4");
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte)
    bytes += static_cast<char>(byte);
  EXPECT_EQ(percent_decode(percent_encode(bytes)), bytes);
}

TEST(Url, Joins) {
  EXPECT_EQ(join_url("http://h", "v1/x"), "http://h/v1/x");
  EXPECT_EQ(join_url("http://h//", "/v1/x"), "http://h/v1/x");
}

}  // namespace
}  // namespace wmh::detail
