#include "providers/endpoint.hpp"

#include <wmh/testing/matchers.hpp>

namespace wmh::detail {
namespace {

TEST(Endpoint, HostsOfBedrock) {
  const std::pair<std::string, bool> cases[] = {
      {"https://bedrock-runtime.us-east-1.amazonaws.com", true},
      {"https://bedrock-runtime-fips.us-east-1.amazonaws.com", true},
      {"https://bedrock-mantle.us-east-1.api.aws/anthropic", true},
      {"https://bedrock-runtime.cn-north-1.amazonaws.com.cn", true},
      {"https://evil.execute-api.us-east-1.amazonaws.com", false},
      {"https://bedrock-runtime.s3.amazonaws.com", false},
      {"https://bedrock-runtime.evil.us-east-1.amazonaws.com", false},
      {"https://amazonaws.com", false},
      {"http://bedrock-runtime.us-east-1.amazonaws.com", false},
  };
  for (const auto& [url, own] : cases)
    EXPECT_EQ(is_vendor_host(ProviderKind::bedrock, url), own) << url;
}

TEST(Endpoint, HostsOfTheOthers) {
  EXPECT_TRUE(is_vendor_host(ProviderKind::anthropic, "https://api.anthropic.com"));
  EXPECT_FALSE(is_vendor_host(ProviderKind::anthropic, "https://notanthropic.com"));
  EXPECT_FALSE(is_vendor_host(ProviderKind::anthropic, "https://api.openai.com/v1"));
  EXPECT_FALSE(is_vendor_host(ProviderKind::openai, "https://api.openai.com:443@evil.example/v1"));
  EXPECT_TRUE(is_vendor_host(ProviderKind::azure_openai, "https://x.openai.azure.com/openai/v1"));
  EXPECT_FALSE(is_vendor_host(ProviderKind::azure_openai, "https://x.blob.azure.com"));
  EXPECT_TRUE(is_vendor_host(ProviderKind::openai, "HTTPS://API.OpenAI.com/v1"));
  EXPECT_FALSE(is_vendor_host(ProviderKind::openai, "https://evil.example\\.openai.com/v1"));
  EXPECT_FALSE(is_vendor_host(ProviderKind::openai, "https://evil.example#.openai.com/v1"));
  EXPECT_FALSE(is_vendor_host(ProviderKind::openai, "https://evil.example?.openai.com/v1"));
  EXPECT_TRUE(is_openai_host("https://x.services.ai.azure.com"));
  EXPECT_FALSE(is_openai_host("http://localhost:8000/v1"));
}

TEST(Endpoint, BaseUrls) {
  for (const std::string_view good :
       {"https://h", "http://127.0.0.1:1/v1/", "http://[::1]:80/v1", "https://h/a/b", "HTTPS://h"})
    EXPECT_THAT(check_base_url(good), testing::IsOk()) << good;
  for (const std::string_view bad :
       {"", "h", "ftp://h", "https://", "https://u@h", "https://h?q=1", "https://h/\r\nX: y",
        "https://:80/", "https://h:99999", "https://h/#x"})
    EXPECT_THAT(check_base_url(bad), testing::FailsWith(errc::invalid_argument)) << bad;
}

TEST(Endpoint, Headers) {
  EXPECT_TRUE(parse_headers("")->empty());
  EXPECT_TRUE(parse_headers("\n \n")->empty());
  const auto two = parse_headers("A: b: c\r\nD-e:");
  ASSERT_THAT(two, testing::IsOk());
  ASSERT_EQ(two->size(), 2U);
  EXPECT_EQ((*two)[0].value, "b: c");
  EXPECT_EQ((*two)[1].name, "D-e");
  for (const std::string_view bad : {"no colon", ": v", "a b: c", "a: b\rc", "a: \x01"})
    EXPECT_THAT(parse_headers(bad), testing::FailsWith(errc::invalid_argument)) << bad;
}

}  // namespace
}  // namespace wmh::detail
