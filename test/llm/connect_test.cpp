// Each kind of provider, recorded from a server and replayed without one.
#include "llm/connect.hpp"

#include <wmh/testing/matchers.hpp>

#include "support/ask.hpp"
#include "support/fault_server.hpp"
#include "support/temp_dir.hpp"

namespace wmh::testing {
namespace {

constexpr std::string_view key = "sk-verysecretkey1";

struct KindCase {
  std::string kind{};
  std::string answer{};
  EnvironmentVariables environment{};  ///< "SERVER" stands for the server's address.
};

std::vector<KindCase> kinds() {
  const std::string chat =
      R"({"model":"m-1","choices":[{"message":{"content":"pong"},"finish_reason":"stop"}],)"
      R"("usage":{"prompt_tokens":7,"completion_tokens":2}})";
  const std::string messages =
      R"({"model":"claude-x","content":[{"type":"text","text":"pong"}],"stop_reason":"end_turn",)"
      R"("usage":{"input_tokens":7,"output_tokens":2}})";
  const std::string responses =
      R"({"model":"m-1","status":"completed","output":[{"type":"message","role":"assistant",)"
      R"("content":[{"type":"output_text","text":"pong"}]}],)"
      R"("usage":{"input_tokens":7,"output_tokens":2}})";
  const std::string secret(key);
  return {
      {"anthropic", messages, {{"ANTHROPIC_BASE_URL", "SERVER"}, {"ANTHROPIC_API_KEY", secret}}},
      {"openai", chat, {{"OPENAI_BASE_URL", "SERVER/v1"}, {"OPENAI_API_KEY", secret}}},
      {"openai_responses",
       responses,
       {{"OPENAI_BASE_URL", "SERVER/v1"}, {"OPENAI_API_KEY", secret}}},
      {"azure_openai",
       chat,
       {{"AZURE_OPENAI_ENDPOINT", "SERVER"}, {"AZURE_OPENAI_API_KEY", secret}}},
      {"bedrock",
       messages,
       {{"AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "SERVER"},
        {"AWS_REGION", "us-east-1"},
        {"AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"},
        {"AWS_SECRET_ACCESS_KEY", "aws-verysecretkey"},
        {"AWS_SESSION_TOKEN", secret}}},
  };
}

ProviderOptions options_for(const KindCase& each, const std::string& server) {
  ProviderOptions options;
  options.kind = each.kind;
  options.model = each.kind == "bedrock" ? "anthropic.claude-x-v1:0" : "m-1";
  for (auto [name, value] : each.environment) {
    if (value.starts_with("SERVER")) value.replace(0, 6, server);
    options.environment[name] = value;
  }
  return options;
}

std::string all_text_in(const std::filesystem::path& folder) {
  std::string text;
  for (const auto& file : std::filesystem::directory_iterator(folder))
    text += file.path().filename().string() + "\n" + read_text(file.path());
  return text;
}

TEST(RecordAndReplay, NeedsNeitherServerNorKey) {
  for (const KindCase& each : kinds()) {
    TempDir folder;
    std::string address;
    {
      FaultServer server([&](Peer& peer) {
        while (!peer.read_request().empty())
          peer.reply(each.answer);
      });
      address = server.url("");
      ProviderOptions live = options_for(each, address);
      live.record = folder / "calls";
      const auto completion = ask_once(live);
      ASSERT_THAT(completion, IsOk()) << each.kind;
      EXPECT_EQ(completion->text, "pong") << each.kind;
    }
    ProviderOptions replay = options_for(each, address);
    std::erase_if(replay.environment, [](const auto& variable) {
      return variable.second == key || variable.first.find("ACCESS_KEY") != std::string::npos;
    });
    replay.replay = folder / "calls";
    const auto completion = ask_once(replay);
    ASSERT_THAT(completion, IsOk()) << each.kind;
    EXPECT_EQ(completion->text, "pong") << each.kind;
    EXPECT_EQ(completion->usage.input_tokens, 7) << each.kind;
    EXPECT_THAT(ask_once(replay), IsOk()) << "each replay begins anew";
  }
}

TEST(RecordAndReplay, KeepsNoKey) {
  for (const KindCase& each : kinds()) {
    TempDir folder;
    // A server that repeats everything that it was sent.
    FaultServer server([&](Peer& peer) {
      const std::string request = peer.read_request();
      EXPECT_NE(request.find(key), std::string::npos) << each.kind;
      const std::string body = "you sent: " + request;
      peer.write("HTTP/1.1 400 x\r\nSet-Cookie: a=" + std::string(key) +
                 "\r\nEcho: " + std::string(key) +
                 "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    });
    ProviderOptions live = options_for(each, server.url(""));
    live.record = folder / "calls";
    EXPECT_THAT(ask_once(live), FailsWith(errc::provider_refused)) << each.kind;
    const std::string text = all_text_in(folder / "calls");
    EXPECT_THAT(text, ::testing::HasSubstr("you sent: ")) << each.kind;
    for (const std::string_view secret :
         {key, key.substr(0, 8), key.substr(9), std::string_view("aws-verysecretkey"),
          std::string_view("Signature=")})
      EXPECT_EQ(text.find(secret), std::string::npos) << each.kind << ": " << secret;
  }
}

TEST(RecordAndReplay, RecordsWhatCameOfAllAttempts) {
  TempDir folder;
  const KindCase openai = kinds().at(1);
  FaultServer server([&](Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 503 x\r\nretry-after-ms: 1\r\nContent-Length: 2\r\n\r\n{}");
    peer.read_request();
    peer.reply(openai.answer);
  });
  ProviderOptions live = options_for(openai, server.url(""));
  live.record = folder / "calls";
  EXPECT_THAT(ask_once(live), IsOk());
  const std::string text = all_text_in(folder / "calls");
  EXPECT_THAT(text, ::testing::HasSubstr("\"attempts\":2"));
  EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("\"status\":503")));
}

TEST(RecordAndReplay, IsOneOrTheOther) {
  TempDir folder;
  ProviderOptions options;
  options.kind = "openai";
  options.replay = folder.path();
  options.record = folder / "calls";
  EXPECT_THAT(ask_once(options), FailsWith(errc::invalid_argument));
  options.record.clear();
  const auto unknown = ask_once(options);
  EXPECT_THAT(unknown, FailsWith(errc::not_found));
  EXPECT_THAT(unknown, MessageHas("POST api.openai.com/v1/chat/completions"));
}

}  // namespace
}  // namespace wmh::testing
