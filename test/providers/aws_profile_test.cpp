#include "providers/aws_profile.hpp"

#include <gmock/gmock.h>

namespace wmh::detail {
namespace {

using ::testing::Optional;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

constexpr std::string_view credentials =
    "# comment\n"
    "stray = 1\n"
    "[default]\r\n"
    "aws_access_key_id = AKID\r\n"
    "AWS_SECRET_ACCESS_KEY=a=b==\n"
    " ; comment\n"
    "s3 =\n"
    "  max_queue_size = 9\n"
    "\n"
    "[ dev ] ; ours\n"
    "aws_access_key_id = DEV\n"
    "no equals\n";

TEST(AwsProfile, ReadsSections) {
  EXPECT_THAT(
      read_section(credentials, "default"),
      Optional(UnorderedElementsAre(Pair("aws_access_key_id", "AKID"),
                                    Pair("aws_secret_access_key", "a=b=="), Pair("s3", ""))));
  EXPECT_THAT(read_section(credentials, "dev"),
              Optional(UnorderedElementsAre(Pair("aws_access_key_id", "DEV"))));
  EXPECT_EQ(read_section(credentials, "prod"), std::nullopt);
  EXPECT_EQ(read_section("", "default"), std::nullopt);
  EXPECT_THAT(read_section("[a", "a"), Optional(UnorderedElementsAre()));
  EXPECT_THAT(read_section("[a]\n[b]\nx=1\n[a]\ny=2", "a"),
              Optional(UnorderedElementsAre(Pair("y", "2"))));
}

TEST(AwsProfile, JoinsBothFiles) {
  const AwsFiles files{.credentials = std::string(credentials),
                       .config =
                           "[default]\nregion = eu-west-1\n[profile  dev]\n"
                           "region = us-west-2\naws_access_key_id = OTHER\n[dev]\nx = 1\n"};
  EXPECT_EQ(read_profile(files, "default")->at("region"), "eu-west-1");
  EXPECT_THAT(read_profile(files, "dev"),
              Optional(UnorderedElementsAre(Pair("aws_access_key_id", "DEV"),
                                            Pair("region", "us-west-2"))));
  EXPECT_EQ(read_profile(files, "prod"), std::nullopt);
}

TEST(AwsProfile, Name) {
  EXPECT_EQ(profile_name({}), "default");
  EXPECT_EQ(profile_name({{"AWS_DEFAULT_PROFILE", "b"}}), "b");
  EXPECT_EQ(profile_name({{"AWS_PROFILE", "a"}, {"AWS_DEFAULT_PROFILE", "b"}}), "a");
  EXPECT_EQ(profile_name({{"AWS_PROFILE", ""}}), "default");
}

}  // namespace
}  // namespace wmh::detail
