#include "http/render.hpp"

#include <gmock/gmock.h>

namespace wmh::server {
namespace {

struct NoEvents final : EventSource {
  asio::awaitable<std::optional<std::string>> next() override { co_return std::nullopt; }
};

std::string head_of(const Response& response, bool http_1_1 = true, bool keep_alive = true) {
  AnswerFraming framing;
  framing.http_1_1 = http_1_1;
  framing.keep_alive = keep_alive;
  framing.date = "today";
  std::string out;
  render_head(response, framing, out);
  return out;
}

TEST(RenderHead, SaysWhatComes) {
  Response response;
  response.status = 201;
  response.headers = {{"Location", "/a"}};
  response.body = "{}";
  EXPECT_EQ(head_of(response),
            "HTTP/1.1 201 Created\r\nDate: today\r\nContent-Type: application/json\r\n"
            "Location: /a\r\nContent-Length: 2\r\n\r\n");
}

TEST(RenderHead, SaysWhatBecomesOfTheConnection) {
  const Response response;
  using ::testing::HasSubstr;
  using ::testing::Not;
  EXPECT_THAT(head_of(response, true, true), Not(HasSubstr("Connection")));
  EXPECT_THAT(head_of(response, true, false), HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_THAT(head_of(response, false, true), HasSubstr("\r\nConnection: keep-alive\r\n"));
  EXPECT_THAT(head_of(response, false, false), Not(HasSubstr("Connection")));
}

TEST(RenderHead, NoBodyHasNoLength) {
  Response response;
  for (const int status : {204, 304}) {
    response.status = status;
    EXPECT_THAT(head_of(response), ::testing::EndsWith("\r\nDate: today\r\n\r\n")) << status;
  }
}

TEST(RenderHead, EventsAreChunkedSinceHttp11) {
  Response response;
  response.events = std::make_shared<NoEvents>();
  EXPECT_THAT(head_of(response), ::testing::EndsWith("\r\nTransfer-Encoding: chunked\r\n\r\n"));
  EXPECT_THAT(head_of(response, false), Not(::testing::HasSubstr("Transfer-Encoding")));
}

TEST(RenderHead, LeavesOutWhatWouldBreakIt) {
  Response response;
  response.content_type = "text/plain\r\nA: b";
  response.headers = {{"A", "b\r\nC: d"}, {"E", "f\ng"},       {"H\r\nI", "j"},
                      {"K L", "m"},       {"", "n"},           {"Content-Length", "9"},
                      {"date", "never"},  {"CONNECTION", "x"}, {"Transfer-Encoding", "chunked"}};
  EXPECT_EQ(head_of(response), "HTTP/1.1 200 OK\r\nDate: today\r\nContent-Length: 0\r\n\r\n");
}

TEST(RenderHead, AStatusThatIsNoneIsAnError) {
  Response response;
  response.status = 99;
  EXPECT_THAT(head_of(response), ::testing::StartsWith("HTTP/1.1 500 "));
}

TEST(RenderChunk, HasItsSize) {
  std::string out;
  render_chunk("0123456789abcdef", out);
  render_chunk({}, out);
  EXPECT_EQ(out, "10\r\n0123456789abcdef\r\n0\r\n\r\n");
}

}  // namespace
}  // namespace wmh::server
