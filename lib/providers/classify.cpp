#include "providers/classify.hpp"

#include "providers/failure_words.hpp"
#include "providers/retry_hint.hpp"
#include "providers/url.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// "com.amazon.x#ThrottlingException:http://..." is ThrottlingException.
std::string aws_code(std::string_view word) {
  if (const auto hash = word.rfind('#'); hash != std::string_view::npos)
    word.remove_prefix(hash + 1);
  return std::string(word.substr(0, word.find(':')));
}

Verdict verdict_of(int status, const ErrorWords& words) {
  for (const std::string& word : {words.code, words.type})
    if (const auto verdict = verdict_of_word(word)) return *verdict;
  if (status != 0) return verdict_of_status(status);
  for (const std::string& word : {words.code, words.type})
    if (const auto verdict = verdict_of_broad_word(word)) return *verdict;
  return {FailureKind::server, Retry::yes};
}

/// What the message adds to a verdict that says little.
Verdict refined(Verdict verdict, std::string_view message) {
  const auto said = verdict_of_message(message);
  if (!said) return verdict;
  switch (verdict.kind) {
    case FailureKind::bad_request:
      return said->retry == Retry::never ? *said : verdict;
    case FailureKind::rate_limited:
      return said->kind == FailureKind::quota_exhausted ? *said : verdict;
    case FailureKind::server:
      return said->kind == FailureKind::overloaded ? *said : verdict;
    default:
      return verdict;
  }
}

bool is_success(int status) noexcept {
  return status >= 200 && status < 300;
}

/// The member of a request that a message complains of, for those who do not name it apart.
std::string parameter_in(std::string_view message) {
  for (const std::string_view name : {"temperature", "top_p", "top_k", "thinking.type",
                                      "tool_choice", "effort", "prefill", "max_tokens", "seed"})
    if (message.find(name) != std::string_view::npos) return std::string(name);
  return {};
}

void heed_server(Failure& failure, const HttpHeaders& headers) {
  const std::string* wish = find_header(headers, "x-should-retry");
  if (wish && *wish == "true" && !failure.retryable()) failure.retry = Retry::yes;
  if (wish && *wish == "false") failure.retry = Retry::never;
}

/// A page instead of JSON tells who sent it: the login of a network, the start page of a server.
Failure no_json(const HttpResponse& response, const Secret& key, std::string problem) {
  constexpr std::size_t shown = 200;
  const std::string* type = find_header(response.headers, "content-type");
  if (type == nullptr || type->find("json") != std::string::npos)
    return malformed(response, std::move(problem));
  Failure failure =
      malformed(response, fmt::format("the answer is {} instead of JSON: {}", printable(*type),
                                      printable(redact(response.body.substr(0, shown), key))));
  failure.advice = "check the address, and what stands before it";
  return failure;
}

/// Redirects are not followed: the key would go along.
void add_redirect(Failure& failure, const HttpResponse& response) {
  const std::string* place = find_header(response.headers, "location");
  if (place == nullptr || response.status / 100 != 3) return;
  const std::string host = printable(split_url(*place).host());
  failure.advice = fmt::format("it redirects to {}; use its address", host);
}

}  // namespace

std::string request_id_of(const HttpResponse& response) {
  for (const std::string_view name :
       {"request-id", "x-request-id", "apim-request-id", "x-ms-request-id", "x-amzn-requestid"})
    if (const std::string* id = find_header(response.headers, name)) return printable(*id);
  return {};
}

Failure classify(const HttpResponse& response, const ErrorWords& words, const Secret& key) {
  const int status = is_success(response.status) ? words.status : response.status;
  const Verdict verdict = refined(verdict_of(status, words), words.message);
  Failure failure{.kind = verdict.kind, .retry = verdict.retry, .status = response.status};
  failure.code = printable(redact(words.code.empty() ? words.type : words.code, key));
  failure.message = printable(redact(words.message, key));
  failure.request_id = request_id_of(response);
  if (failure.request_id.empty()) failure.request_id = printable(redact(words.request_id, key));
  if (!words.filter.empty())
    failure.message += fmt::format(" [filter {}]", printable(redact(words.filter, key)));
  if (failure.kind == FailureKind::bad_request) {
    failure.parameter = printable(redact(words.parameter, key));
    if (failure.parameter.empty()) failure.parameter = parameter_in(words.message);
  }
  heed_server(failure, response.headers);
  if (failure.retryable()) failure.retry_after = retry_hint(words.message);
  add_redirect(failure, response);
  return failure;
}

Failure classify(const HttpResponse& response, const Secret& key) {
  ErrorWords words = read_error_words(response.body);
  if (const std::string* type = find_header(response.headers, "x-amzn-errortype"))
    words.code = *type;
  words.code = aws_code(words.code);
  return classify(response, words, key);
}

Failure malformed(const HttpResponse& response, std::string problem) {
  Failure failure{.kind = FailureKind::malformed, .retry = Retry::yes, .status = response.status};
  failure.message = std::move(problem);
  failure.request_id = request_id_of(response);
  return failure;
}

Outcome<json::value> read_answer(const HttpResponse& response, const Secret& key) {
  if (!is_success(response.status)) return classify(response, key);
  auto body = read_body(response.body);
  if (!body) return no_json(response, key, "the answer is " + body.error().message());
  if (!body->is_object()) return no_json(response, key, "the answer is not a JSON object");
  if (member(&*body, "error") != nullptr) return classify(response, read_error_words(*body), key);
  return std::move(*body);
}

}  // namespace detail
WMH_END_NAMESPACE
