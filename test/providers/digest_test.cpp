#include "providers/digest.hpp"

#include <wmh/testing/matchers.hpp>

namespace wmh::detail {
namespace {

TEST(Digest, KnownAnswers) {
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(
      to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");  // RFC 4231, case 2
}

TEST(Base64, Decodes) {
  const std::pair<std::string, std::string> cases[] = {
      {"", ""},
      {"Zg==", "f"},
      {"Zm8=", "fo"},
      {"Zm9v", "foo"},
      {"Zm9vYg==", "foob"},
      {"Zm9vYmE=", "fooba"},
      {"Zm9vYmFy", "foobar"},
      {"/+8=", "\xff\xef"},
  };
  for (const auto& [text, bytes] : cases)
    EXPECT_EQ(base64_decode(text).value(), bytes) << text;
}

TEST(Base64, RefusesAnythingElse) {
  for (const std::string text :
       {"Z", "Zg", "Zg=", "Zg===", "Z===", "====", "Zm9v\n", " Zm9", "Zm-_", "Zg==Zg==", "=Zm9"})
    EXPECT_THAT(base64_decode(text), testing::FailsWith(errc::invalid_argument)) << text;
}

}  // namespace
}  // namespace wmh::detail
