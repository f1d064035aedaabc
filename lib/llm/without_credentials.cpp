#include "llm/without_credentials.hpp"

#include "providers/url.hpp"
#include "util/text.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::string_view harmless[] = {"accept", "anthropic-beta", "anthropic-version",
                                         "content-type", "user-agent"};
constexpr std::string_view secret[] = {
    "api-key",     "authorization",        "cookie",   "proxy-authorization", "set-cookie",
    "set-cookie2", "x-amz-security-token", "x-api-key"};
constexpr std::string_view secret_parameters[] = {"access_token", "api-key",  "api_key", "apikey",
                                                  "key",          "password", "secret",  "sig",
                                                  "signature",    "token"};

template <std::size_t n>
bool is_one_of(std::string_view name, const std::string_view (&names)[n]) noexcept {
  return std::any_of(std::begin(names), std::end(names),
                     [&](std::string_view each) { return same_ignoring_case(each, name); });
}

bool is_secret_parameter(std::string_view parameter) {
  const std::string_view name = parameter.substr(0, parameter.find('='));
  return is_one_of(name, secret_parameters) || lower_case(name).starts_with("x-amz-");
}

std::string query_without_credentials(std::string_view query) {
  std::string kept;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (is_secret_parameter(parameter)) continue;
    kept += kept.empty() ? '?' : '&';
    kept += parameter;
  }
  return kept;
}

/// "Bearer abc" proves by its second word.
std::string_view without_scheme(std::string_view value) noexcept {
  for (const std::string_view scheme : {"Bearer ", "Basic "})
    if (value.starts_with(scheme)) return value.substr(scheme.size());
  return value;
}

bool looks_like_key(std::string_view value) noexcept {
  return value.size() >= 20 && value.find_first_of(" \t") == std::string_view::npos &&
         value.find_first_of("0123456789") != std::string_view::npos;
}

std::string redact_all(std::string text, const std::vector<Secret>& credentials) {
  for (const Secret& each : credentials)
    text = redact(std::move(text), each);
  return text;
}

void redact_headers(HttpHeaders& headers, const std::vector<Secret>& credentials) {
  for (HttpHeader& header : headers)
    header.value = redact_all(std::move(header.value), credentials);
}

}  // namespace

std::string url_without_credentials(std::string_view url) {
  const UrlView parts = split_url(url);
  const std::size_t at = parts.authority.rfind('@');
  const std::string_view host =
      at == std::string_view::npos ? parts.authority : parts.authority.substr(at + 1);
  std::string clean(parts.scheme);
  clean.append("://").append(host).append(parts.path);
  return clean + query_without_credentials(parts.query);
}

std::vector<Secret> credentials_in(const HttpHeaders& headers) {
  std::vector<Secret> found;
  for (const HttpHeader& header : headers) {
    const std::string_view value = without_scheme(header.value);
    const bool known = is_one_of(header.name, secret) && value.size() >= 8;
    if (known || (!is_one_of(header.name, harmless) && looks_like_key(value)))
      found.emplace_back(std::string(value));
  }
  return found;
}

RecordedExchange without_credentials(RecordedExchange exchange,
                                     const std::vector<Secret>& credentials) {
  HttpRequest& request = exchange.request;
  request.url = redact_all(url_without_credentials(request.url), credentials);
  std::erase_if(request.headers,
                [](const HttpHeader& each) { return !is_one_of(each.name, harmless); });
  redact_headers(request.headers, credentials);
  request.body = redact_all(std::string(request.body), credentials);
  if (exchange.response) {
    HttpResponse& response = *exchange.response;
    std::erase_if(response.headers,
                  [](const HttpHeader& each) { return is_one_of(each.name, secret); });
    redact_headers(response.headers, credentials);
    response.body = redact_all(std::move(response.body), credentials);
  } else {
    const Error& error = exchange.response.error();
    exchange.response = Error(error.code(), redact_all(error.message(), credentials));
  }
  return exchange;
}

}  // namespace detail
WMH_END_NAMESPACE
