// Whole calls of providers: what goes over the wire, and what becomes of what comes back.
#include <wmh/testing/matchers.hpp>

#include "conformance/kinds.hpp"
#include "conformance/provider_desk.hpp"

namespace wmh {
namespace {

using testing::AnswerServer;
using testing::ask_once;
using testing::FailsWith;
using ::testing::HasSubstr;
using testing::http;
using testing::IsOk;
using testing::Kind;
using testing::kinds;
using testing::MessageHas;
using ::testing::Not;
using testing::options_of;

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

TEST(Calls, Case01AWholeAnswerAtItsPlainest) {
  for (const Kind& kind : kinds) {
    SCOPED_TRACE(kind.name);
    AnswerServer server({http(200, kind.answer, kind.id_header + ": req-1\r\n")});
    const auto completion = ask_once(options_of(kind.name, server.url()));
    ASSERT_THAT(completion, IsOk());
    EXPECT_EQ(completion->text, "pong");
    EXPECT_EQ(completion->model, "m-1");
    EXPECT_EQ(completion->usage.input_tokens, 7);
    EXPECT_EQ(completion->usage.output_tokens, 2);
    EXPECT_FALSE(completion->usage_missing);
    EXPECT_EQ(completion->finish, FinishReason::end);
    EXPECT_EQ(completion->finish_word, kind.finish_word);
    EXPECT_EQ(completion->request_id, "req-1");
    EXPECT_EQ(server.requests().size(), 1u);
  }
}

TEST(Calls, Case02TheRequest) {
  for (const Kind& kind : kinds) {
    SCOPED_TRACE(kind.name);
    AnswerServer server({http(200, kind.answer)});
    CompletionRequest request("", {{Role::user, "\xC3\xBC\xE2\x82\xAC"}});
    ASSERT_THAT(ask_once(options_of(kind.name, server.url()), request), IsOk());
    const std::string sent = server.requests().at(0);
    EXPECT_TRUE(sent.starts_with("POST " + kind.target + " HTTP/1.1\r\n")) << sent;
    for (const std::string& part : kind.has)
      EXPECT_EQ(count_of(sent, part), 1u) << part << " in " << sent;
    for (const std::string& part : kind.has_not)
      EXPECT_THAT(sent, Not(HasSubstr(part)));
    EXPECT_EQ(count_of(sent, "Content-Type: application/json\r\n"), 1u);
    const std::string body = sent.substr(sent.find("\r\n\r\n") + 4);
    EXPECT_THAT(sent, HasSubstr(fmt::format("\r\nContent-Length: {}\r\n", body.size())));
    EXPECT_THAT(body, HasSubstr("\xC3\xBC\xE2\x82\xAC"));
    EXPECT_THAT(body, Not(HasSubstr("temperature")));
  }
}

TEST(Calls, Case02TemperatureIsSentWhereItIsAskedForEvenZero) {
  for (const Kind& kind : kinds) {
    AnswerServer server({http(200, kind.answer)});
    CompletionRequest request = testing::ping();
    request.temperature = 0;
    ASSERT_THAT(ask_once(options_of(kind.name, server.url()), request), IsOk());
    EXPECT_THAT(server.requests().at(0), ::testing::ContainsRegex("\"temperature\":0[,.}]"));
  }
}

/// The first answer of a server whose further ones are good, and what it comes to.
struct Refusal {
  std::string_view name;
  std::string kind;
  int status;
  std::string_view headers;
  std::string_view body;
  errc code;  ///< errc::internal where the second attempt helps.
  std::vector<std::string> says;
};

void expect_refusals(const std::vector<Refusal>& refusals, std::size_t requests) {
  for (const Refusal& given : refusals) {
    SCOPED_TRACE(given.name);
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                   [&](const Kind& each) { return each.name == given.kind; });
    AnswerServer server({http(given.status, given.body, given.headers), http(200, kind->answer)});
    const auto completion = ask_once(options_of(given.kind, server.url()));
    EXPECT_EQ(server.requests().size(), requests);
    if (requests > 1) {
      EXPECT_THAT(completion, IsOk());
      continue;
    }
    EXPECT_THAT(completion, FailsWith(given.code));
    for (const std::string& part : given.says)
      EXPECT_THAT(completion, MessageHas(part));
  }
}

TEST(Calls, Case31TheServerHasTheLastWord) {
  expect_refusals({{"no",
                    "openai",
                    503,
                    "x-should-retry: false\r\n",
                    R"({"error":{}})",
                    errc::provider_unavailable,
                    {"status 503"}}},
                  1);
  expect_refusals({{"yes",
                    "anthropic",
                    400,
                    "x-should-retry: true\r\nretry-after-ms: 1\r\n",
                    R"({"error":{"type":"invalid_request_error"}})",
                    errc::internal,
                    {}}},
                  2);
}

TEST(Calls, Case32OverloadedThreeTimes) {
  AnswerServer server({http(529, R"({"error":{"type":"overloaded_error","message":"Overloaded"}})",
                            "retry-after-ms: 1\r\n")});
  const auto completion = ask_once(options_of("anthropic", server.url()));
  EXPECT_THAT(completion, FailsWith(errc::provider_unavailable));
  EXPECT_THAT(completion, MessageHas("overloaded (status 529)"));
  EXPECT_EQ(server.requests().size(), 3u);
}

TEST(Calls, Case33StatusesThatAreFinal) {
  const auto row = [](int status, std::string_view type, errc code, std::string kind) {
    static std::list<std::string> bodies;
    const auto& body = bodies.emplace_back(fmt::format(
        R"({{"type":"error","error":{{"type":"{}","message":"said why"}},"request_id":"req-2"}})",
        type));
    return Refusal{type, "anthropic", status, "", body, code, {kind, "said why", "req-2"}};
  };
  expect_refusals(
      {row(400, "invalid_request_error", errc::provider_refused, "bad_request (status 400)"),
       row(401, "authentication_error", errc::unauthorized, "authentication (status 401)"),
       row(403, "permission_error", errc::unauthorized, "permission (status 403)"),
       row(404, "not_found_error", errc::provider_refused, "not_found (status 404)"),
       row(413, "request_too_large", errc::provider_refused, "too_long (status 413)"),
       row(422, "unprocessable", errc::provider_refused, "bad_request (status 422)")},
      1);
}

TEST(Calls, Case34AQuotaThatIsUsedUp) {
  const std::string_view body =
      R"({"error":{"message":"You exceeded your quota","code":"insufficient_quota"}})";
  expect_refusals({{"openai",
                    "openai",
                    429,
                    "retry-after: 1\r\n",
                    body,
                    errc::provider_refused,
                    {"quota_exhausted", "insufficient_quota"}}},
                  1);
}

TEST(Calls, Case67AHeadersWaitGoesBeforeProse) {
  const auto start = std::chrono::steady_clock::now();
  expect_refusals({{"milliseconds",
                    "azure_openai",
                    429,
                    "retry-after-ms: 10\r\nretry-after: 9\r\n",
                    R"({"error":{"code":"429","message":"Please retry after 20 seconds."}})",
                    errc::internal,
                    {}}},
                  2);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace wmh
