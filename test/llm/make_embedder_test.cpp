#include <wmh/embedder.hpp>
#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/embed_server.hpp"
#include "support/temp_dir.hpp"
#include "util/spawn.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/steady_timer.hpp>

namespace wmh::testing {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view small = "text-embedding-3-small";

std::vector<std::string> texts_of_lengths(std::initializer_list<std::size_t> lengths) {
  std::vector<std::string> texts;
  for (const std::size_t length : lengths)
    texts.emplace_back(length, 'x');
  return texts;
}

TEST(MakeEmbedder, EmbedsThroughACompatibleServer) {
  EmbedServer server;
  const auto rows = embed_once(server.openai("m"), {.dim = 2}, texts_of_lengths({3, 1, 2}));
  ASSERT_THAT(rows, IsOk());
  EXPECT_EQ(rows->dim, 2U);
  EXPECT_THAT(rows->values, ::testing::ElementsAre(3, 1, 1, 1, 2, 1));
  ASSERT_EQ(server.bodies().size(), 1U);
  EXPECT_EQ(server.bodies()[0], R"({"model":"m","input":["xxx","x","xx"]})");
}

TEST(MakeEmbedder, AsksForAnotherLength) {
  EmbedServer server;
  EXPECT_THAT(embed_once(server.openai(small), {.dim = 2}, {"a"}), IsOk());
  EXPECT_THAT(server.bodies().at(0), HasSubstr(R"("dimensions":2)"));
}

TEST(MakeEmbedder, SendsNothingForNoTexts) {
  EmbedServer server;
  const auto rows = embed_once(server.openai(small), {}, {});
  ASSERT_THAT(rows, IsOk());
  EXPECT_EQ(rows->dim, 1536U);
  EXPECT_TRUE(rows->values.empty());
  EXPECT_TRUE(server.bodies().empty());
}

TEST(MakeEmbedder, KeepsTheOrderOfManyBatches) {
  EmbedServer server(std::chrono::milliseconds(5));
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 20'000; ++i)
    texts.emplace_back(1 + i % 7, 'x');
  const auto rows = embed_once(server.openai("m"), {.dim = 2, .batches_in_flight = 3}, texts);
  ASSERT_THAT(rows, IsOk());
  ASSERT_EQ(rows->values.size(), 2 * texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    ASSERT_EQ(rows->values[2 * i], static_cast<float>(texts[i].size())) << i;
  EXPECT_EQ(server.bodies().size(), 10U) << "2048 texts a request";
  EXPECT_GT(server.most_at_once(), 1);
  EXPECT_LE(server.most_at_once(), 3);
}

TEST(MakeEmbedder, SignsForTitanAndSendsOneTextAtATime) {
  EmbedServer server;
  const auto rows = embed_once(server.bedrock("amazon.titan-embed-text-v2:0"), {.dim = 2},
                               texts_of_lengths({1, 5, 3}));
  ASSERT_THAT(rows, IsOk());
  EXPECT_THAT(rows->values, ::testing::ElementsAre(1, 1, 5, 1, 3, 1));
  for (const std::string& request : server.requests()) {
    EXPECT_THAT(request, HasSubstr("/model/amazon.titan-embed-text-v2%3A0/invoke"));
    EXPECT_THAT(request, HasSubstr("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"));
  }
  EXPECT_EQ(server.requests().size(), 3U);
}

TEST(MakeEmbedder, SendsCohereNinetySixTexts) {
  EmbedServer server;
  const std::vector<std::string> texts(100, "x");
  const auto rows =
      embed_once(server.bedrock("cohere.embed-v4:0"), {.dim = 2, .batches_in_flight = 1}, texts);
  ASSERT_THAT(rows, IsOk());
  EXPECT_EQ(rows->values.size(), 200U);
  EXPECT_EQ(server.bodies().size(), 2U);
}

TEST(MakeEmbedder, AsksADeploymentOfAzure) {
  EmbedServer server;
  EXPECT_THAT(embed_once(server.azure("my-embed"), {.dim = 2}, {"a"}), IsOk());
  EXPECT_THAT(server.requests().at(0), HasSubstr("POST /openai/v1/embeddings HTTP/1.1"));
  EXPECT_THAT(server.requests().at(0), HasSubstr("api-key: azure-key"));
  EXPECT_THAT(server.bodies().at(0), HasSubstr(R"("model":"my-embed")"));
  EXPECT_THAT(embed_once(server.azure(""), {.dim = 2}, {"a"}), FailsWith(errc::invalid_argument));
}

TEST(MakeEmbedder, CutsATextThatIsTooLong) {
  EmbedServer server;
  server.refuse_texts_above(20'000);
  const auto rows =
      embed_once(server.openai("m"), {.dim = 2}, texts_of_lengths({3, 30'000, 9'000}));
  ASSERT_THAT(rows, IsOk());
  EXPECT_THAT(rows->values, ::testing::ElementsAre(3, 1, 8192, 1, 8192, 1));
  EXPECT_EQ(server.bodies().size(), 2U);
  // A text of two-byte characters is not cut inside one.
  std::string text = "x";
  for (int i = 0; i < 15'000; ++i)
    text += "\xc3\xa9";
  const auto cut = embed_once(server.openai("m"), {.dim = 2}, {text});
  ASSERT_THAT(cut, IsOk());
  EXPECT_EQ(cut->values[0], 8191);
}

TEST(MakeEmbedder, SaysThatVectorsAreOfAnotherLength) {
  EmbedServer server;
  const auto rows = embed_once(server.openai("m"), {.dim = 3}, {"a"});
  EXPECT_THAT(rows, FailsWith(errc::invalid_argument));
  EXPECT_THAT(rows, MessageHas("m made vectors of 2 values instead of 3"));
  EXPECT_EQ(server.bodies().size(), 1U) << "asking again is in vain";
}

TEST(MakeEmbedder, EndsAfterTheFirstBatchThatFails) {
  EmbedServer server;
  server.refuse_all(401);
  const std::vector<std::string> texts(20, "x");
  const auto rows = embed_once(server.bedrock("amazon.titan-embed-text-v2:0"), {.dim = 2}, texts);
  EXPECT_THAT(rows, FailsWith(errc::unauthorized));
  EXPECT_LE(server.requests().size(), 8U);
}

TEST(MakeEmbedder, MetersEachRequest) {
  EmbedServer server;
  const auto meter = std::make_shared<Meter>(SpendingLimit{.calls = 3});
  const EmbedderOptions options{.dim = 2, .batches_in_flight = 1, .meter = meter};
  const std::vector<std::string> texts(2 * 2048, "x");
  EXPECT_THAT(embed_once(server.openai(small), options, texts), IsOk());
  const MeterReport report = meter->report();
  const Spending& spent = report.by_phase.at("embed");
  EXPECT_EQ(spent.calls, 2);
  EXPECT_EQ(spent.tokens.input_tokens, 2 * 2048) << "the server counts a token for each byte";
  EXPECT_NEAR(spent.cost().value(), 4096 * 0.02e-6, 1e-12);
  EXPECT_TRUE(report.by_model.contains(std::string(small)));
  EXPECT_THAT(embed_once(server.openai(small), options, texts), FailsWith(errc::budget_spent));
  EXPECT_EQ(server.bodies().size(), 3U);
}

TEST(MakeEmbedder, EndsWhenItIsCancelled) {
  EmbedServer server(std::chrono::seconds(1));
  asio::io_context context(1);
  const auto embedder = make_embedder(context.get_executor(),
                                      server.bedrock("amazon.titan-embed-text-v2:0"), {.dim = 2});
  ASSERT_THAT(embedder, IsOk());
  asio::cancellation_signal cancel;
  asio::steady_timer timer(context, std::chrono::milliseconds(100));
  timer.async_wait(
      [&](const boost::system::error_code&) { cancel.emit(asio::cancellation_type::terminal); });
  Result<Embeddings> outcome;
  Handler<Embeddings> done(asio::bind_cancellation_slot(
      cancel.slot(), [&](Result<Embeddings> rows) { outcome = std::move(rows); }));
  std::vector<std::string> texts(20, "x");
  const auto begin = std::chrono::steady_clock::now();
  detail::spawn(context.get_executor(), (*embedder)->embed(std::move(texts)), std::move(done));
  while (outcome.error().code() == errc::internal)
    context.run_one();
  EXPECT_THAT(outcome, FailsWith(errc::cancelled));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(900));
}

TEST(MakeEmbedder, IsRecordedAndReplayed) {
  TempDir folder;
  ProviderOptions replay;
  {
    EmbedServer server;
    ProviderOptions live = server.openai("m");
    replay = live;
    live.record = folder / "calls";
    EXPECT_THAT(embed_once(live, {.dim = 2}, {"abc"}), IsOk());
  }
  replay.replay = folder / "calls";
  const auto rows = embed_once(replay, {.dim = 2}, {"abc"});
  ASSERT_THAT(rows, IsOk());
  EXPECT_THAT(rows->values, ::testing::ElementsAre(3, 1));
}

TEST(MakeEmbedder, RefusesWhatCannotBe) {
  EmbedServer server;
  ProviderOptions anthropic;
  anthropic.kind = "anthropic";
  anthropic.embed_model = "none";
  anthropic.environment = {{"ANTHROPIC_API_KEY", "sk-test"}};
  EXPECT_THAT(embed_once(anthropic, {.dim = 2}, {}), MessageHas("anthropic has no embeddings"));
  EXPECT_THAT(embed_once(server.openai("m"), {}, {}), MessageHas("set EmbedderOptions::dim"));
  EXPECT_THAT(embed_once(server.openai(small), {.batches_in_flight = 0}, {}),
              FailsWith(errc::invalid_argument));
}

}  // namespace
}  // namespace wmh::testing
