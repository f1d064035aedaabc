#include "net/request_text.hpp"

#include <wmh/testing/matchers.hpp>

#include "net/base64.hpp"
#include "net/http_failure.hpp"

namespace wmh::detail {
namespace {

using testing::IsOk;

HttpRequest post(HttpHeaders headers, std::string body) {
  HttpRequest request;
  request.headers = std::move(headers);
  request.body = std::move(body);
  return request;
}

TEST(RequestHead, SaysWhatIsSentAndHowLongItIs) {
  const auto request =
      post({{"Content-Type", "application/json"}, {"x-api-key", "k"}}, "\"\xC3\xA9\"");
  const std::string head = request_head(request, *parse_url("https://a.b:8443/v1?x=1"), {});
  EXPECT_TRUE(head.starts_with("POST /v1?x=1 HTTP/1.1\r\nHost: a.b:8443\r\n")) << head;
  EXPECT_NE(head.find("\r\nContent-Length: 4\r\n"), std::string::npos) << head;
  EXPECT_NE(head.find("\r\nx-api-key: k\r\n"), std::string::npos) << head;
  EXPECT_NE(head.find("\r\nUser-Agent: wmh/"), std::string::npos) << head;
  EXPECT_TRUE(head.ends_with("\r\n\r\n"));
}

TEST(RequestHead, LeavesTheCallersChoicesAlone) {
  const auto request = post({{"user-agent", "me"}, {"accept-encoding", "identity"}}, "");
  const std::string head = request_head(request, *parse_url("https://a.b"), {});
  EXPECT_EQ(head.find("wmh/"), std::string::npos) << head;
  EXPECT_EQ(head.find("gzip"), std::string::npos) << head;
  EXPECT_NE(head.find("\r\nContent-Length: 0\r\n"), std::string::npos) << head;
}

TEST(RequestHead, SendsAbsoluteTargetsToAProxy) {
  const Proxy proxy{"gate", 3128, "Basic eA=="};
  const std::string plain = request_head(post({}, ""), *parse_url("http://a.b/x"), proxy);
  EXPECT_TRUE(plain.starts_with("POST http://a.b/x HTTP/1.1\r\nHost: a.b\r\n")) << plain;
  EXPECT_NE(plain.find("Proxy-Authorization: Basic eA=="), std::string::npos);
  const std::string secure = request_head(post({}, ""), *parse_url("https://a.b/x"), proxy);
  EXPECT_EQ(secure.find("Proxy-Authorization"), std::string::npos) << secure;
  EXPECT_EQ(tunnel_request(*parse_url("https://a.b/x"), proxy),
            "CONNECT a.b:443 HTTP/1.1\r\nHost: a.b:443\r\nProxy-Authorization: Basic eA==\r\n\r\n");
}

TEST(CheckRequest, RefusesWhatCouldBreakTheHead) {
  for (const HttpHeader& header : HttpHeaders{{"x-api-key", "secret\r\nX: y"},
                                              {"x-api-key", std::string("secret\0", 7)},
                                              {"x-api-key", "secret\n"},
                                              {"secret key", "v"},
                                              {"secret\r\nX", "v"},
                                              {"", "v"},
                                              {"Host", "secret"},
                                              {"transfer-encoding", "chunked"},
                                              {"CONTENT-LENGTH", "1"}}) {
    const auto checked = check_request(post({header}, ""));
    ASSERT_FALSE(checked.has_value()) << header.name;
    EXPECT_EQ(reason_of(checked.error()), Reason::invalid_request);
    EXPECT_EQ(checked.error().message().find("secret"), std::string::npos);
  }
  EXPECT_FALSE(check_request(post({{"Content-Type", "a"}, {"content-type", "a"}}, "")));
  EXPECT_THAT(check_request(post({{"x-api-key", "a b\tc\xC3\xA9"}}, "")), IsOk());
  HttpRequest request;
  request.method = "GET /x";
  EXPECT_FALSE(check_request(request));
}

TEST(Base64, PadsEveryLength) {
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foo"), "Zm9v");
  EXPECT_EQ(to_base64("\xff\xfe\xfd\xfc"), "//79/A==");
}

}  // namespace
}  // namespace wmh::detail
