#include "support/providers/credentials.hpp"

#include "util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace wmh::testing {
namespace {

using detail::find_header;
using detail::HttpHeader;
using detail::HttpRequest;
using detail::ProviderKind;

bool is(const std::string* header, std::string_view value) {
  return header != nullptr && *header == value;
}

int number_at(std::string_view text, std::size_t at, std::size_t size) {
  int number = -1;
  const std::string_view digits = text.substr(std::min(at, text.size()), size);
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// Of "20150830T123600Z".
std::optional<std::chrono::sys_seconds> time_of(const std::string* text) {
  using namespace std::chrono;
  if (text == nullptr || text->size() != 16 || (*text)[8] != 'T' || text->back() != 'Z')
    return std::nullopt;
  const auto date = year(number_at(*text, 0, 4)) / number_at(*text, 4, 2) / number_at(*text, 6, 2);
  if (!date.ok()) return std::nullopt;
  return sys_days(date) + hours(number_at(*text, 9, 2)) + minutes(number_at(*text, 11, 2)) +
         seconds(number_at(*text, 13, 2));
}

/// The headers that the signature names, and those that signing writes left out.
std::optional<HttpRequest> as_before_signing(const HttpRequest& request,
                                             std::string_view authorization) {
  constexpr std::string_view mark = "SignedHeaders=";
  const auto begin = authorization.find(mark);
  if (begin == std::string_view::npos) return std::nullopt;
  std::string names = ";" + std::string(authorization.substr(begin + mark.size()));
  names.resize(std::min(names.size(), names.find(',')));
  names += ';';
  HttpRequest unsigned_request = request;
  std::erase_if(unsigned_request.headers, [&](const HttpHeader& each) {
    const std::string name = detail::lower_case(each.name);
    return name == "x-amz-date" || name == "x-amz-security-token" ||
           names.find(";" + name + ";") == std::string::npos;
  });
  return unsigned_request;
}

void check_signature(const HttpRequest& request, const AskRules& rules, Problem& problem) {
  using namespace std::chrono;
  const auto signed_at = time_of(find_header(request.headers, "x-amz-date"));
  if (!signed_at) return problem.note("header x-amz-date holds no time");
  const auto now =
      rules.now.time_since_epoch().count() != 0 ? rules.now : floor<seconds>(system_clock::now());
  if (*signed_at > now + minutes(5) || *signed_at < now - minutes(5))
    return problem.note("header x-amz-date is not of these five minutes");
  const std::string* given = find_header(request.headers, "authorization");
  auto again = as_before_signing(request, *given);
  if (!again) return problem.note("header authorization names no signed headers");
  detail::sign_v4(*again, rules.aws, {rules.region, "bedrock", *signed_at});
  if (*given != *find_header(again->headers, "authorization"))
    problem.note("header authorization: the signature does not match");
}

void check_bedrock(const HttpRequest& request, const AskRules& rules, Problem& problem) {
  const std::string* authorization = find_header(request.headers, "authorization");
  const std::string* token = find_header(request.headers, "x-amz-security-token");
  if (authorization != nullptr && authorization->starts_with("AWS4-HMAC-SHA256 ")) {
    const std::string& wanted = rules.aws.session_token.reveal();
    if (wanted.empty() ? token != nullptr : !is(token, wanted))
      problem.note("header x-amz-security-token is wrong");
    check_signature(request, rules, problem);
  } else if (!is(authorization, "Bearer " + rules.key)) {
    problem.note("header authorization holds neither a signature nor the token");
  }
}

/// A key in a header of its own, or as a token; not both.
void check_key(const HttpRequest& request, std::string_view name, const AskRules& rules,
               Problem& problem) {
  const std::string* key = name.empty() ? nullptr : find_header(request.headers, name);
  const std::string* token = find_header(request.headers, "authorization");
  if (key != nullptr && token != nullptr)
    problem.note(fmt::format("headers {} and authorization are both there", name));
  if (rules.key.empty() && (key != nullptr || token != nullptr))
    problem.note("there is a key, and none is wanted");
  if (!rules.key.empty() && !is(key, rules.key) && !is(token, "Bearer " + rules.key))
    problem.note("the key is missing or wrong");
}

const std::set<std::string_view>& headers_of(ProviderKind kind) {
  static const std::set<std::string_view> table[] = {
      {"anthropic-version", "anthropic-beta", "x-api-key"},
      {"openai-organization", "openai-project"},
      {"openai-organization", "openai-project"},
      {"api-key"},
      {"x-amz-date", "x-amz-security-token", "x-amz-content-sha256"}};
  return table[static_cast<std::size_t>(kind)];
}

}  // namespace

void check_credentials(const HttpRequest& request, ProviderKind kind, const AskRules& rules,
                       Problem& problem) {
  switch (kind) {
    case ProviderKind::anthropic:
      return check_key(request, "x-api-key", rules, problem);
    case ProviderKind::openai:
    case ProviderKind::openai_responses:
      return check_key(request, "", rules, problem);
    case ProviderKind::azure_openai:
      return check_key(request, "api-key", rules, problem);
    case ProviderKind::bedrock:
      return check_bedrock(request, rules, problem);
  }
}

void check_header_names(const HttpRequest& request, ProviderKind kind, Problem& problem) {
  static const std::set<std::string_view> common = {"accept", "accept-encoding", "authorization",
                                                    "content-type", "user-agent"};
  std::set<std::string> seen;
  for (const HttpHeader& each : request.headers) {
    const std::string name = detail::lower_case(each.name);
    if (!common.contains(name) && !headers_of(kind).contains(name))
      problem.note(fmt::format("header {} is not known", name));
    if (!seen.insert(name).second) problem.note(fmt::format("header {} is there twice", name));
  }
}

}  // namespace wmh::testing
