#include "tracing/otlp_collector.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "ingest/memory_traces.hpp"
#include "support/fault_server.hpp"
#include "tracing/served.hpp"

#include <gmock/gmock.h>

namespace wmh::testing {
namespace {

using namespace std::chrono_literals;
using detail::Delivery;
using detail::OtlpCollector;
using ::testing::HasSubstr;
using ::testing::Not;

std::string answer(std::string_view status, std::string_view headers = "",
                   std::string_view body = "{}") {
  std::string text = "HTTP/1.1 ";
  text.append(status).append("\r\n").append(headers);
  text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n");
  return text.append(body);
}

/// Answers the requests of all connections one after the other, the last one ever again.
class Collector {
 public:
  explicit Collector(std::vector<std::string> answers)
      : server_([this, answers = std::move(answers)](Peer& peer) {
          while (!peer.read_request().empty())
            if (!peer.write(answers[std::min(next_++, answers.size() - 1)])) return;
        }) {}
  std::string url(std::string_view path = "/") const { return server_.url(path); }
  std::vector<std::string> requests() const { return server_.requests(); }

 private:
  std::atomic<std::size_t> next_ = 0;
  FaultServer server_;
};

std::unique_ptr<detail::SpanPlace> open(const std::string& url, TraceOutOptions options = {}) {
  return OtlpCollector::open(url, options).value();
}

std::string body_of(const std::string& request) {
  return request.substr(request.find("\r\n\r\n") + 4);
}

TEST(OtlpCollector, SendsABatchAsOneDocument) {
  const Collector collector({answer("200 OK")});
  TraceOutOptions options;
  options.environment = {{"OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Basic%20abc, x-tenant = 7"}};
  const auto place = open(collector.url("/custom/path?x=1"), options);
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(place->write(batch_of(i * 2, i * 2 + 2), no_deadline()).steps, 2U);
  ASSERT_EQ(collector.requests().size(), 2U);
  const std::string first = collector.requests().front();
  EXPECT_THAT(first, HasSubstr("POST /custom/path?x=1 HTTP/1.1\r\n"));
  EXPECT_THAT(first, HasSubstr("Content-Type: application/json\r\n"));
  EXPECT_THAT(first, HasSubstr("Authorization: Basic abc\r\n"));
  EXPECT_THAT(first, HasSubstr("x-tenant: 7\r\n"));
  const auto document = parse_json(body_of(first)).value();
  const auto& spans = document.at("resourceSpans").at(0).at("scopeSpans").at(0).at("spans");
  EXPECT_EQ(spans.as_array().size(), 2U);
  EXPECT_EQ(only_steps(body_of(first) + "\n" + body_of(collector.requests().back())).size(), 4U);
}

Delivery told(std::string text) {
  const Collector collector({std::move(text)});
  return open(collector.url())->write(batch_of(0, 3), no_deadline());
}

TEST(OtlpCollector, KnowsWhichAnswersMayPass) {
  for (const char* status : {"429 Slow", "502 Bad", "503 Busy", "504 Late"}) {
    const Delivery delivery = told(answer(status));
    EXPECT_TRUE(delivery.failure && delivery.may_pass) << status;
    EXPECT_EQ(delivery.steps, 0U);
  }
  for (const char* status : {"400 No", "401 Who", "404 Where", "413 Long", "500 Broken"}) {
    const Delivery delivery = told(answer(status));
    EXPECT_TRUE(delivery.failure && !delivery.may_pass) << status;
  }
  EXPECT_EQ(told(answer("503 Busy", "Retry-After: 7\r\n")).wait, 7s);
  const Delivery moved = told(answer("302 Moved", "Location: http://elsewhere/secret\r\n"));
  EXPECT_TRUE(moved.failure && !moved.may_pass);
  EXPECT_THAT(std::string(moved.failure->message()), Not(HasSubstr("secret")));
}

TEST(OtlpCollector, CountsWhatACollectorRejects) {
  const char* texts[] = {R"({"partialSuccess":{"rejectedSpans":"2"}})",
                         R"({"partialSuccess":{"rejectedSpans":2,"errorMessage":"old"}})"};
  for (const char* text : texts) {
    const Delivery delivery = told(answer("200 OK", "", text));
    EXPECT_EQ(delivery.steps, 3U);
    EXPECT_EQ(delivery.rejected, 2U);
  }
  EXPECT_EQ(told(answer("200 OK", "", R"({"partialSuccess":{}})")).rejected, 0U);
  EXPECT_EQ(told(answer("200 OK", "", "not json")).rejected, 0U);
}

TEST(OtlpCollector, KnowsItsPlace) {
  using detail::collector_url;
  EXPECT_EQ(collector_url("http://host:4318").value(), "http://host:4318/v1/traces");
  EXPECT_EQ(collector_url("http://host:4318/").value(), "http://host:4318/v1/traces");
  EXPECT_EQ(collector_url("https://host/otlp/v1/traces").value(), "https://host/otlp/v1/traces");
  EXPECT_THAT(OtlpCollector::open("ftp://host", {}), FailsWith(errc::invalid_argument));
  EXPECT_THAT(OtlpCollector::open("http://", {}), FailsWith(errc::invalid_argument));
  EXPECT_THAT(OtlpCollector::open("http://user:secret@host", {}),
              FailsWith(errc::invalid_argument));
}

TEST(OtlpCollector, ReadsTheHeadersForTracesFirst) {
  const auto headers = detail::otlp_headers({{"OTEL_EXPORTER_OTLP_HEADERS", "a=1,b=2,nonsense,=3"},
                                             {"OTEL_EXPORTER_OTLP_TRACES_HEADERS", "B=x=y,"}});
  ASSERT_EQ(headers.size(), 2U);
  EXPECT_EQ(*detail::find_header(headers, "a"), "1");
  EXPECT_EQ(*detail::find_header(headers, "b"), "x=y");
}

TEST(OtlpCollector, EndsAnAttemptAtTheDeadline) {
  const FaultServer silent([](Peer& peer) { (void)peer.sees_close(1min); });
  const auto place = open(silent.url());
  const auto end = std::chrono::steady_clock::now() + 200ms;
  const Delivery delivery = place->write(batch_of(0, 1), [end] { return end; });
  EXPECT_TRUE(delivery.failure && delivery.may_pass);
  EXPECT_LT(std::chrono::steady_clock::now(), end + 2s);
}

ServedStep served(const std::string& model, const SessionId& id, const KeptStep& step) {
  return {model, id, step, {}, {}};
}

TEST(TraceOut, GetsThroughWhenTheCollectorIsBack) {
  const Collector collector({answer("503 Busy", "Retry-After: 1\r\n"), answer("200 OK")});
  const auto out = open_trace_out(collector.url(), {}).value();
  const std::string model = "m";
  out->on_step(served(model, SessionId("s"), kept(0, Action::message("hi"), "hello")));
  for (int i = 0; i < 1000 && out->counts().written == 0; ++i)
    std::this_thread::sleep_for(10ms);
  EXPECT_EQ(out->counts().written, 2U);
  EXPECT_EQ(out->counts().failures, 1U);
  ASSERT_EQ(collector.requests().size(), 2U);
  EXPECT_EQ(body_of(collector.requests()[0]), body_of(collector.requests()[1]));
  EXPECT_THAT(collector.requests()[0], HasSubstr("POST /v1/traces HTTP/1.1"));
}

TEST(TraceOut, EndsInTimeWhenTheCollectorIsSilent) {
  const FaultServer silent([](Peer& peer) { (void)peer.sees_close(1min); });
  const auto out = open_trace_out(silent.url(), {}).value();
  const std::string model = "m";
  out->on_step(served(model, SessionId("s"), kept(0, Action::message("hi"), "hello")));
  const auto begin = std::chrono::steady_clock::now();
  out->finish(1s);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
  EXPECT_EQ(out->counts().dropped, 2U);
}

}  // namespace
}  // namespace wmh::testing
