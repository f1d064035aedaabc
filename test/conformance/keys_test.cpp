// Keys as users give them, and servers that repeat them.
#include <wmh/testing/matchers.hpp>

#include "conformance/kinds.hpp"
#include "conformance/provider_desk.hpp"

namespace wmh {
namespace {

using testing::AnswerServer;
using testing::ask_once;
using testing::chat_answer;
using testing::FailsWith;
using ::testing::HasSubstr;
using testing::http;
using testing::IsOk;
using testing::Kind;
using testing::kinds;
using testing::MessageHas;
using ::testing::Not;
using testing::options_of;

TEST(Keys, Case60KeysWithBlanksAroundThemAreTrimmed) {
  AnswerServer server({http(200, chat_answer)});
  ProviderOptions options = options_of("openai", server.url());
  options.environment["OPENAI_API_KEY"] = " sk-trimmed\r\n";
  ASSERT_THAT(ask_once(options), IsOk());
  EXPECT_THAT(server.requests().at(0), HasSubstr("Authorization: Bearer sk-trimmed\r\n"));
}

/// Gives every vendor the same key.
ProviderOptions with_key(ProviderOptions options, const std::string& key) {
  for (const char* name :
       {"ANTHROPIC_API_KEY", "OPENAI_API_KEY", "AZURE_OPENAI_API_KEY", "AWS_SECRET_ACCESS_KEY"})
    options.environment[name] = key;
  return options;
}

TEST(Keys, Case60KeysThatBreakAHeaderAreRefusedBeforeAnythingIsSent) {
  for (const Kind& kind : kinds)
    for (const char* key : {"sk-a\r\nX-Evil: 1", "sk-a\nb", "sk a", "sk-\x01", "\r\n"}) {
      AnswerServer server({http(200, kind.answer)});
      const auto completion = ask_once(with_key(options_of(kind.name, server.url()), key));
      ASSERT_FALSE(completion.has_value()) << kind.name << " with " << key;
      EXPECT_THAT(completion, Not(MessageHas("X-Evil")));
      EXPECT_EQ(server.requests().size(), 0u);
    }
}

TEST(Keys, Case60VendorsAreNotAskedWithoutAKey) {
  for (const std::string kind : {"anthropic", "openai", "openai_responses"}) {
    ProviderOptions options = with_key(options_of(kind, ""), "");
    options.environment.erase("ANTHROPIC_BASE_URL");
    options.environment.erase("OPENAI_BASE_URL");
    EXPECT_THAT(ask_once(options), FailsWith(errc::unauthorized));
    EXPECT_THAT(ask_once(options), MessageHas("_API_KEY"));
  }
}

TEST(Keys, Case60AServersEchoOfTheKeyIsCovered) {
  AnswerServer server({http(401, R"({"error":{"message":"no such key: sk-abcdefgh-12345678"}})")});
  ProviderOptions options = options_of("openai", server.url());
  options.environment["OPENAI_API_KEY"] = "sk-abcdefgh-12345678";
  const auto completion = ask_once(options);
  EXPECT_THAT(completion, FailsWith(errc::unauthorized));
  EXPECT_THAT(completion, MessageHas("no such key: ***"));
  EXPECT_THAT(completion, Not(MessageHas("abcdefgh")));
}

}  // namespace
}  // namespace wmh
