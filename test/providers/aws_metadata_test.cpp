#include "providers/aws_metadata.hpp"

#include <wmh/testing/matchers.hpp>

namespace wmh::detail {
namespace {

TEST(AwsMetadata, AsksTheContainersAgent) {
  const auto relative = container_request({{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/x?id=1"},
                                           {"AWS_CONTAINER_AUTHORIZATION_TOKEN", "t1"}});
  ASSERT_THAT(relative, testing::IsOk());
  EXPECT_EQ(relative->method, "GET");
  EXPECT_EQ(relative->url, "http://169.254.170.2/v2/x?id=1");
  EXPECT_EQ(*find_header(relative->headers, "authorization"), "t1");
  const auto full = container_request(
      {{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1/credentials"}}, "file\n");
  ASSERT_THAT(full, testing::IsOk());
  EXPECT_EQ(full->url, "http://169.254.170.23/v1/credentials");
  EXPECT_EQ(*find_header(full->headers, "authorization"), "file");
}

TEST(AwsMetadata, AsksNoStrangers) {
  const std::pair<std::string, bool> cases[] = {
      {"https://any.example/x", true},
      {"http://localhost:80/x", true},
      {"http://127.0.0.1:1/x", true},
      {"http://[::1]/x", true},
      {"http://LocalHost/x", true},
      {"http://127.8.0.1/x", true},
      {"http://[fd00:ec2::23]/x", true},
      {"http://any.example/x", false},
      {"http://169.254.169.254/x", false},
      {"http://localhost.evil.example/x", false},
      {"http://127.0.0.1.evil.example/", false},
      {"http://127.0.0.1@evil.example/", false},
      {"http://localhost:80@evil.example/", false},
      {"file:///etc/passwd", false},
      {"", false},
  };
  for (const auto& [url, taken] : cases)
    EXPECT_EQ(container_request({{"AWS_CONTAINER_CREDENTIALS_FULL_URI", url}}).has_value(), taken)
        << url;
}

TEST(AwsMetadata, AsksTheVirtualMachine) {
  const HttpRequest token = instance_token_request({});
  EXPECT_EQ(token.method, "PUT");
  EXPECT_EQ(token.url, "http://169.254.169.254/latest/api/token");
  EXPECT_EQ(*find_header(token.headers, "x-aws-ec2-metadata-token-ttl-seconds"), "21600");
  const Environment other = {{"AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://[fd00:ec2::254]/"}};
  const HttpRequest role = instance_role_request(other, "tok");
  EXPECT_EQ(role.method, "GET");
  EXPECT_EQ(role.url, "http://[fd00:ec2::254]/latest/meta-data/iam/security-credentials/");
  EXPECT_EQ(*find_header(role.headers, "x-aws-ec2-metadata-token"), "tok");
  EXPECT_EQ(instance_credentials_request({}, "tok", "my role\n").url,
            "http://169.254.169.254/latest/meta-data/iam/security-credentials/my%20role");
}

TEST(AwsMetadata, ReadsCredentials) {
  const auto read = read_metadata_credentials(
      {200,
       {},
       R"({"Code":"Success","AccessKeyId":"A","SecretAccessKey":"S","Token":"T",)"
       R"("Expiration":"2026-01-02T03:04:05Z"})"});
  ASSERT_THAT(read, testing::IsOk());
  EXPECT_EQ(read->access_key_id, "A");
  EXPECT_EQ(read->secret_access_key.reveal(), "S");
  EXPECT_EQ(read->session_token.reveal(), "T");
  EXPECT_EQ(read->expires->time_since_epoch().count(), 1767323045);
}

TEST(AwsMetadata, RefusesWhatIsNone) {
  const std::pair<int, std::string> cases[] = {
      {404, ""},
      {200, "<html>"},
      {200, "{}"},
      {200, R"({"Code":"AssumeRoleUnauthorizedAccess","AccessKeyId":"A","SecretAccessKey":"S"})"},
      {200, R"({"AccessKeyId":"A"})"},
  };
  for (const auto& [status, body] : cases)
    EXPECT_THAT(read_metadata_credentials({status, {}, body}),
                testing::FailsWith(errc::unauthorized))
        << body;
}

}  // namespace
}  // namespace wmh::detail
