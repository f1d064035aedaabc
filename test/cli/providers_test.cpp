#include <wmh/json.hpp>

#include "support.hpp"
#include "support/fault_server.hpp"

#include <gmock/gmock.h>

namespace wmh::cli::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using wmh::testing::FaultServer;
using wmh::testing::Peer;

constexpr std::string_view pong =
    R"({"model":"m-1","choices":[{"message":{"content":"pong"},"finish_reason":"stop"}],)"
    R"("usage":{"prompt_tokens":7,"completion_tokens":2}})";

Outcome verify(const FaultServer& server, std::vector<std::string> more = {}) {
  std::vector<std::string> words{"providers", "verify",     "openai",         "--model",
                                 "m-1",       "--base-url", server.url("/v1")};
  words.insert(words.end(), more.begin(), more.end());
  return run_wmh(words);
}

TEST(ProvidersVerify, AsksALanguageModelForOneWord) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.reply(pong);
  });
  const Outcome outcome = verify(server);
  EXPECT_EQ(outcome.code, exit_ok) << outcome.out;
  EXPECT_THAT(outcome.out, MatchesRegex("ok openai m-1 answered in [0-9.]+ s, 7 tokens in, 2 out, "
                                        "price unknown\n"));
}

TEST(ProvidersVerify, OneThatRefusesIsAFailure) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 404 no\r\nContent-Length: 0\r\n\r\n");
  });
  const Outcome outcome = verify(server, {"--json"});
  EXPECT_EQ(outcome.code, exit_failed);
  const json::value report = parse_json(outcome.out).value();
  EXPECT_EQ(report.at("ok"), json::value(false));
  EXPECT_EQ(report.at("checks").at(0).at("what"), json::value("openai m-1"));
}

TEST(ProvidersVerify, SaysWhatIsMissing) {
  for (const char* name :
       {"AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_KEY", "AZURE_OPENAI_AD_TOKEN"})
    ::unsetenv(name);
  const Outcome outcome = run_wmh({"providers", "verify", "azure", "--model", "m"});
  EXPECT_EQ(outcome.code, exit_failed);
  EXPECT_THAT(outcome.out, HasSubstr("fail azure_openai no endpoint; set AZURE_OPENAI_ENDPOINT"));
}

TEST(ProvidersVerify, OptionsOfAProviderNeedItsKind) {
  const Outcome outcome = run_wmh({"providers", "verify", "--model", "m-1"});
  EXPECT_EQ(outcome.code, exit_usage);
  EXPECT_THAT(outcome.err, HasSubstr("--model needs the kind of a provider"));
}

}  // namespace
}  // namespace wmh::cli::testing
