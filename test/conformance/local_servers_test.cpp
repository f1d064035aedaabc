// Servers of the user's own, such as Ollama and llama.cpp.
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
using testing::MessageHas;
using ::testing::Not;

TEST(LocalServers, Case69ServersLikeOllama) {
  AnswerServer server({http(200, chat_answer)});
  ProviderOptions options;
  options.kind = "openai";
  options.model = "qwen3";
  options.base_url = server.url("/v1");
  ASSERT_THAT(ask_once(options), IsOk());
  const std::string sent = server.requests().at(0);
  EXPECT_THAT(sent, HasSubstr(R"("max_tokens":8192)"));
  EXPECT_THAT(sent, Not(HasSubstr("max_completion_tokens")));
  EXPECT_THAT(sent, Not(HasSubstr("Authorization")));
}

TEST(LocalServers, Case69AModelThatOllamaDoesNotHave) {
  AnswerServer server(
      {http(404, R"({"error":"model \"qwen3\" not found, try pulling it first"})")});
  ProviderOptions options;
  options.kind = "openai";
  options.model = "qwen3";
  options.base_url = server.url();
  const auto completion = ask_once(options);
  EXPECT_THAT(completion, FailsWith(errc::provider_refused));
  EXPECT_THAT(completion, MessageHas("try pulling it first"));
  EXPECT_THAT(completion, MessageHas(server.url("/v1")));
}

TEST(LocalServers, Case69AModelThatIsLoadedFirst) {
  EXPECT_GE(ProviderOptions().time_limit, std::chrono::seconds(60));
  testing::FaultServer server([](testing::Peer& peer) {
    peer.read_request();
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    peer.reply(chat_answer);
  });
  ProviderOptions options;
  options.kind = "openai";
  options.model = "qwen3";
  options.base_url = server.url("/v1");
  EXPECT_THAT(ask_once(options), IsOk());
  EXPECT_EQ(server.requests().size(), 1u);
}

TEST(LocalServers, Case70AModelThatIsBeingLoaded) {
  const std::string loading =
      http(503, R"({"error":{"code":503,"message":"Loading model","type":"unavailable_error"}})",
           "retry-after-ms: 5\r\n");
  AnswerServer server({loading, loading, loading, loading, loading, http(200, chat_answer)});
  ProviderOptions options;
  options.kind = "openai";
  options.model = "qwen3";
  options.base_url = server.url("/v1");
  EXPECT_THAT(ask_once(options), IsOk());
  EXPECT_EQ(server.requests().size(), 6u);
}

}  // namespace
}  // namespace wmh
