#include "llm/replaying_transport.hpp"

#include <wmh/testing/matchers.hpp>

#include "llm/recording_transport.hpp"
#include "support/http_desk.hpp"
#include "support/temp_dir.hpp"

namespace wmh::testing {
namespace {

using detail::HttpOutcome;
using detail::HttpRequest;
using detail::HttpResponse;
using detail::RecordingTransport;
using detail::ReplayingTransport;
using detail::Transport;

/// Plays a list of answers, whatever it is sent.
class PlayedTransport final : public Transport {
 public:
  explicit PlayedTransport(std::vector<Result<HttpResponse>> answers)
      : answers_(std::move(answers)) {}
  asio::awaitable<HttpOutcome> send(HttpRequest, detail::CallOptions) override {
    HttpOutcome outcome;
    outcome.response = answers_.at(sent_++);
    co_return outcome;
  }

 private:
  std::vector<Result<HttpResponse>> answers_;
  std::size_t sent_ = 0;
};

HttpRequest asking(std::string body) {
  HttpRequest request;
  request.url = "https://api.example.com/v1/x";
  request.body = std::move(body);
  return request;
}

HttpResponse saying(std::string body) {
  return {200, {}, std::move(body)};
}

HttpOutcome send(const std::shared_ptr<Transport>& transport, std::string body) {
  HttpDesk desk;
  return desk.run(transport->send(asking(std::move(body)), {}));
}

std::shared_ptr<Transport> recording(const TempDir& folder,
                                     std::vector<Result<HttpResponse>> answers) {
  auto played = std::make_shared<PlayedTransport>(std::move(answers));
  return RecordingTransport::make(std::move(played), folder / "calls").value();
}

std::ptrdiff_t files_in(const TempDir& folder) {
  const auto files = std::filesystem::directory_iterator(folder / "calls");
  return std::distance(begin(files), end(files));
}

TEST(ReplayingTransport, AnswersInAnyOrderOfRequests) {
  TempDir folder;
  auto live = recording(folder, {saying("1"), saying("2"), saying("3")});
  for (const char* body : {"a", "b", "a"})
    send(live, body);
  EXPECT_EQ(files_in(folder), 3);
  auto replayed = ReplayingTransport::make(folder / "calls").value();
  EXPECT_EQ(send(replayed, "b").response->body, "2");
  EXPECT_EQ(send(replayed, "a").response->body, "1");
  EXPECT_EQ(send(replayed, "a").response->body, "3");
}

TEST(ReplayingTransport, NamesWhatWasNotRecorded) {
  TempDir folder;
  send(recording(folder, {saying("1")}), "a");
  auto replayed = ReplayingTransport::make(folder / "calls").value();
  const auto other = send(replayed, "a secret question").response;
  EXPECT_THAT(other, FailsWith(errc::not_found));
  EXPECT_THAT(other, MessageHas("POST api.example.com/v1/x: this request was not recorded"));
  EXPECT_THAT(other, MessageHas("ProviderOptions::record"));
  EXPECT_THAT(other, ::testing::Not(MessageHas("secret question")));
  EXPECT_THAT(send(replayed, "a").response, IsOk());
  EXPECT_THAT(send(replayed, "a").response, MessageHas("recorded 1 times and is asked once more"));
}

TEST(ReplayingTransport, RepeatsErrorsToo) {
  TempDir folder;
  auto live = recording(folder, {Error(errc::timed_out, "late"), Error(errc::cancelled, "stop")});
  EXPECT_THAT(send(live, "a").response, FailsWith(errc::timed_out));
  EXPECT_THAT(send(live, "a").response, FailsWith(errc::cancelled));
  EXPECT_EQ(files_in(folder), 1) << "what was cancelled is not kept";
  auto replayed = ReplayingTransport::make(folder / "calls").value();
  EXPECT_THAT(send(replayed, "a").response, FailsWith(errc::timed_out));
}

TEST(ReplayingTransport, GoesOnInAFolderOfAnEarlierRun) {
  TempDir folder;
  send(recording(folder, {saying("1")}), "a");
  send(recording(folder, {saying("2")}), "a");
  auto replayed = ReplayingTransport::make(folder / "calls").value();
  EXPECT_EQ(send(replayed, "a").response->body, "1");
  EXPECT_EQ(send(replayed, "a").response->body, "2");
}

TEST(ReplayingTransport, GivesTheAdviceOfAnAnswer) {
  TempDir folder;
  HttpResponse slow = saying("slow down");
  slow.headers = {{"retry-after", "7"}};
  send(recording(folder, {slow}), "a");
  detail::CallOptions options;
  options.advise = [](const HttpResponse& response) {
    EXPECT_EQ(response.body, "slow down");
    return detail::RetryAdvice();
  };
  HttpDesk desk;
  auto replayed = ReplayingTransport::make(folder / "calls").value();
  const auto outcome = desk.run(replayed->send(asking("a"), options));
  EXPECT_EQ(outcome.advice.wait, std::chrono::seconds(7));
}

TEST(ReplayingTransport, SaysWhatIsWrongWithAFolder) {
  TempDir folder;
  EXPECT_THAT(ReplayingTransport::make(folder / "none"), FailsWith(errc::not_found));
  send(recording(folder, {saying("1")}), "a");
  for (const auto& file : std::filesystem::directory_iterator(folder / "calls"))
    folder.write(file.path(), "{");
  auto replayed = ReplayingTransport::make(folder / "calls").value();
  const auto broken = send(replayed, "a").response;
  EXPECT_FALSE(broken);
  EXPECT_THAT(broken, MessageHas(".json"));
}

TEST(RecordingTransport, FailsWhereItCannotWrite) {
  TempDir folder;
  const auto file = folder.write("file", "");
  EXPECT_THAT(RecordingTransport::make(nullptr, file / "calls"), FailsWith(errc::io));
  auto live = recording(folder, {saying("1")});
  std::filesystem::remove_all(folder / "calls");
  EXPECT_FALSE(send(live, "a").response);
}

}  // namespace
}  // namespace wmh::testing
