#include "llm/recorded_exchange.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

namespace wmh::detail {
namespace {

using testing::FailsWith;
using testing::IsOk;

RecordedExchange some_exchange() {
  RecordedExchange exchange;
  exchange.request.url = "https://api.example.com/v1/messages";
  exchange.request.headers = {{"Accept", "application/json"}};
  exchange.request.body = R"({"a":"ü"})";
  exchange.response = HttpResponse{200, {{"request-id", "r1"}}, "pong"};
  exchange.attempts = 2;
  exchange.seconds = 0.25;
  return exchange;
}

TEST(RecordedExchange, IsJsonForPeople) {
  EXPECT_EQ(to_text(to_json(some_exchange())),
            R"({"request":{"method":"POST","url":"https://api.example.com/v1/messages",)"
            R"("headers":[{"name":"Accept","value":"application/json"}],"body":"{\"a\":\"ü\"}"},)"
            R"("response":{"status":200,"headers":[{"name":"request-id","value":"r1"}],)"
            R"("body":"pong"},"attempts":2,"seconds":0.25})");
}

TEST(RecordedExchange, ComesBackAsItWas) {
  RecordedExchange binary = some_exchange();
  binary.request.body = std::string("\xff\x00\x80", 3);
  binary.response->body = std::string("\x00\xc3(", 3);
  RecordedExchange failed = some_exchange();
  failed.response = Error(errc::timed_out, "too late");
  for (const RecordedExchange& exchange : {some_exchange(), binary, failed}) {
    const json::value written = to_json(exchange);
    const auto read = recorded_exchange_from_json(parse_json(to_text(written)).value());
    ASSERT_THAT(read, IsOk());
    EXPECT_EQ(json::value(to_json(*read)), written);
    EXPECT_EQ(read->request.body, exchange.request.body);
    ASSERT_EQ(read->response.has_value(), exchange.response.has_value());
    if (read->response) {
      EXPECT_EQ(read->response->body, exchange.response->body);
    }
  }
}

TEST(RecordedExchange, SaysWhatIsNoRecord) {
  for (const std::string_view text :
       {"[]", "{}", R"({"request":{"url":"u"}})", R"({"request":{"url":"u"},"response":{}})",
        R"({"request":{"url":"u","body_base64":"?"},"error":{"code":1}})",
        R"({"request":{"url":"u"},"response":{"status":200,"body_base64":"abc"}})"})
    EXPECT_THAT(recorded_exchange_from_json(parse_json(text).value()),
                FailsWith(errc::corrupt_artifact))
        << text;
}

TEST(RecordName, TellsRequestsApart) {
  const HttpRequest request = some_exchange().request;
  const std::string name = record_name(request, 0);
  EXPECT_EQ(name.size(), 32 + 7U);
  EXPECT_TRUE(name.ends_with("-0.json"));
  EXPECT_TRUE(record_name(request, 12).ends_with("-12.json"));
  HttpRequest other = request;
  other.body = std::string(other.body) + ' ';
  EXPECT_NE(record_name(other, 0), name);
  other = request;
  other.method = "GET";
  EXPECT_NE(record_name(other, 0), name);
  other = request;
  other.url += "?api-version=1";
  EXPECT_NE(record_name(other, 0), name);
}

TEST(RecordName, DoesNotDependOnCredentials) {
  const HttpRequest request = some_exchange().request;
  HttpRequest other = request;
  other.headers.push_back({"authorization", "Bearer sk-1"});
  other.url = "https://user:word@api.example.com/v1/messages?key=abc";
  EXPECT_EQ(record_name(other, 0), record_name(request, 0));
}

}  // namespace
}  // namespace wmh::detail
