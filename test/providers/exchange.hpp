#pragma once

// What the tests of the dialects share.
#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "providers/dialect.hpp"

namespace wmh::detail {

inline HttpResponse ok(std::string body, HttpHeaders headers = {}) {
  return {200, std::move(headers), std::move(body)};
}

inline CompletionRequest hello() {
  return CompletionRequest("Be brief.", {{Role::user, "hi"}});
}

inline CompletionRequest talk() {
  return CompletionRequest("",
                           {{Role::user, "a \"b\""}, {Role::assistant, "ü"}, {Role::user, "c"}});
}

/// A schema that every dialect has to rewrite.
inline CompletionRequest with_schema() {
  CompletionRequest request = hello();
  request.schema =
      parse_json(R"({"type":"object","properties":{"n":{"type":"integer","minimum":1}}})")
          .value()
          .as_object();
  return request;
}

inline std::string header_of(const HttpRequest& request, std::string_view name) {
  const std::string* value = find_header(request.headers, name);
  return value ? *value : "(absent)";
}

inline int count_of_header(const HttpRequest& request, std::string_view name) {
  int count = 0;
  for (const HttpHeader& each : request.headers)
    if (find_header({each}, name) != nullptr) ++count;
  return count;
}

struct BodyCase {
  std::string_view name;
  ProviderSettings settings;
  CompletionRequest request;
  std::string body;
};

/// Encodes each request and compares the body byte for byte.
inline void expect_bodies(const std::vector<BodyCase>& cases) {
  for (const BodyCase& each : cases) {
    SCOPED_TRACE(each.name);
    const auto request = dialect_of(each.settings.kind).encode(each.settings, each.request);
    ASSERT_THAT(request, testing::IsOk());
    EXPECT_EQ(request->body, each.body);
    EXPECT_EQ(request->method, "POST");
    EXPECT_EQ(count_of_header(*request, "content-type"), 1);
  }
}

struct AnswerCase {
  std::string_view name;
  std::string body;
  std::string text;
  FinishReason finish = FinishReason::end;
  std::string finish_word = "";
  std::string refusal = "";
};

inline void expect_answers(const ProviderSettings& settings, const std::vector<AnswerCase>& cases) {
  for (const AnswerCase& each : cases) {
    SCOPED_TRACE(each.name);
    const auto answer = dialect_of(settings.kind).decode(settings, ok(each.body));
    ASSERT_TRUE(answer) << answer.failure().message;
    EXPECT_EQ(answer->text, each.text);
    EXPECT_EQ(to_string(answer->finish), to_string(each.finish));
    EXPECT_EQ(answer->finish_word, each.finish_word);
    EXPECT_EQ(answer->refusal, each.refusal);
  }
}

struct UsageCase {
  std::string_view name;
  std::string body;
  TokenUsage usage;
  bool missing = false;
};

inline void expect_usage(const ProviderSettings& settings, const std::vector<UsageCase>& cases) {
  for (const UsageCase& each : cases) {
    SCOPED_TRACE(each.name);
    const auto answer = dialect_of(settings.kind).decode(settings, ok(each.body));
    ASSERT_TRUE(answer) << answer.failure().message;
    EXPECT_EQ(answer->usage.input_tokens, each.usage.input_tokens);
    EXPECT_EQ(answer->usage.output_tokens, each.usage.output_tokens);
    EXPECT_EQ(answer->usage.cache_read_tokens, each.usage.cache_read_tokens);
    EXPECT_EQ(answer->usage.cache_write_tokens, each.usage.cache_write_tokens);
    EXPECT_EQ(answer->usage.long_cache_write_tokens, each.usage.long_cache_write_tokens);
    EXPECT_EQ(answer->usage.reasoning_tokens, each.usage.reasoning_tokens);
    EXPECT_EQ(answer->usage_missing, each.missing);
  }
}

/// Answers of status 200 that are no answers.
inline void expect_malformed(const ProviderSettings& settings,
                             const std::vector<std::string>& bodies) {
  for (const std::string& body : bodies) {
    const auto answer = dialect_of(settings.kind).decode(settings, ok(body));
    ASSERT_FALSE(answer) << body;
    EXPECT_EQ(to_string(answer.failure().kind), to_string(FailureKind::malformed)) << body;
    EXPECT_TRUE(answer.failure().retryable()) << body;
  }
}

}  // namespace wmh::detail
