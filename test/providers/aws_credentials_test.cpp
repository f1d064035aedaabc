#include "providers/aws_credentials.hpp"

#include <wmh/testing/matchers.hpp>

namespace wmh::detail {
namespace {

const AwsFiles files{.credentials =
                         "[default]\naws_access_key_id=FILE\naws_secret_access_key=fs\n"
                         "[half]\naws_access_key_id=HALF\n"
                         "[temp]\naws_access_key_id=TEMP\naws_secret_access_key=ts\n"
                         "aws_session_token=tt\n",
                     .config = "[profile sso]\nsso_session = x\n[default]\nregion = eu-west-1\n"};

/// What was found, in a word.
std::string found(const Environment& environment, const AwsFiles& with = files) {
  const auto access = find_aws_access(environment, with);
  if (!access) return "error: " + access.error().message();
  if (const auto* token = std::get_if<Secret>(&*access)) return "bearer " + token->reveal();
  if (const auto* keys = std::get_if<AwsCredentials>(&*access))
    return keys->access_key_id + "/" + keys->secret_access_key.reveal() + "/" +
           keys->session_token.reveal();
  return std::holds_alternative<AskContainer>(*access) ? "container" : "instance";
}

TEST(AwsAccess, GoesDownTheChain) {
  const Environment keys = {{"AWS_ACCESS_KEY_ID", "ENV"}, {"AWS_SECRET_ACCESS_KEY", "es\n"}};
  Environment session = keys;
  session["AWS_SESSION_TOKEN"] = "et";
  Environment legacy = keys;
  legacy["AWS_SECURITY_TOKEN"] = "lt";
  Environment bearer = keys;
  bearer["AWS_BEARER_TOKEN_BEDROCK"] = " token ";
  Environment profile = keys;
  profile["AWS_PROFILE"] = "temp";
  const std::pair<Environment, std::string> cases[] = {
      {bearer, "bearer token"},
      {session, "ENV/es/et"},
      {legacy, "ENV/es/lt"},
      {keys, "ENV/es/"},
      {profile, "TEMP/ts/tt"},
      {{}, "FILE/fs/"},
      {{{"AWS_DEFAULT_PROFILE", "temp"}}, "TEMP/ts/tt"},
  };
  for (const auto& [environment, expected] : cases)
    EXPECT_EQ(found(environment), expected);
}

TEST(AwsAccess, AsksServicesLast) {
  EXPECT_EQ(found({{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x"}}, {}), "container");
  EXPECT_EQ(found({{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://localhost/x"}}, {}), "container");
  EXPECT_EQ(found({}, {}), "instance");
}

TEST(AwsAccess, SaysWhatIsWrong) {
  EXPECT_EQ(found({{"AWS_EC2_METADATA_DISABLED", "true"}}, {}),
            "error: no AWS credentials in AWS_BEARER_TOKEN_BEDROCK, AWS_ACCESS_KEY_ID or the "
            "profile default; set one of them");
  EXPECT_EQ(found({{"AWS_ACCESS_KEY_ID", "ENV"}}),
            "error: the environment has an access key without its other half; set both");
  EXPECT_EQ(found({{"AWS_PROFILE", "half"}}),
            "error: the AWS profile half has an access key without its other half; set both");
  EXPECT_EQ(found({{"AWS_PROFILE", "gone"}}),
            "error: there is no AWS profile gone; see AWS_PROFILE");
  EXPECT_EQ(found({{"AWS_PROFILE", "sso"}}),
            "error: the AWS profile sso uses sso_session, which is not supported; export its keys: "
            "aws configure export-credentials --format env");
  EXPECT_EQ(
      found({{"AWS_BEARER_TOKEN_BEDROCK", "a\r\nX: b"}}),
      "error: AWS_BEARER_TOKEN_BEDROCK holds blanks or control characters; copy the key anew");
}

TEST(AwsRegion, GoesDownTheChain) {
  const Environment both = {{"AWS_REGION", "us-west-2"}, {"AWS_DEFAULT_REGION", "us-east-1"}};
  EXPECT_EQ(*find_aws_region("ap-south-1", both, files), "ap-south-1");
  EXPECT_EQ(*find_aws_region("", both, files), "us-west-2");
  EXPECT_EQ(*find_aws_region("", {{"AWS_DEFAULT_REGION", "us-east-1"}}, files), "us-east-1");
  EXPECT_EQ(*find_aws_region("", {}, files), "eu-west-1");
  EXPECT_THAT(find_aws_region("", {}, {}), testing::MessageHas("set AWS_REGION"));
  for (const std::string_view bad : {"evil.example/", "US-EAST-1", "a b", "x@y"})
    EXPECT_THAT(find_aws_region(bad, {}, {}), testing::FailsWith(errc::invalid_argument)) << bad;
}

TEST(AwsCredentials, AreRenewedInTime) {
  using namespace std::chrono_literals;
  const std::chrono::sys_seconds now(1'000'000s);
  AwsCredentials credentials;
  EXPECT_FALSE(wants_renewal(credentials, now));
  credentials.expires = now + 16min;
  EXPECT_FALSE(wants_renewal(credentials, now));
  EXPECT_TRUE(wants_renewal(credentials, now + 1min));
}

}  // namespace
}  // namespace wmh::detail
