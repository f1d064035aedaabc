// AWS Signature Version 4. A canonical form of the request is hashed, the hash is put into a string
// with time and scope, and that is signed with a key derived from the secret by date, region and
// service. docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#include "providers/aws_sigv4.hpp"

#include "providers/digest.hpp"
#include "providers/headers.hpp"
#include "providers/url.hpp"
#include "util/text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

// A proxy may touch these, or they belong to one connection.
constexpr std::string_view unsigned_headers[] = {"authorization",
                                                 "connection",
                                                 "expect",
                                                 "keep-alive",
                                                 "proxy-authenticate",
                                                 "te",
                                                 "trailer",
                                                 "upgrade",
                                                 "transfer-encoding",
                                                 "proxy-authorization",
                                                 "user-agent",
                                                 "x-amzn-trace-id"};

/// Without blanks around it, and with one space for each run inside.
std::string single_spaced(std::string_view value) {
  std::string out;
  for (const char c : trim(value)) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank)
      out += c;
    else if (!out.ends_with(' '))
      out += ' ';
  }
  return out;
}

std::string normalized(std::string_view path) {
  std::vector<std::string_view> kept;
  bool folder = true;  // the path ends as a folder does
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view segment = path.substr(at, end - at);
    folder = segment.empty() || segment == "." || segment == "..";
    if (segment == ".." && !kept.empty()) kept.pop_back();
    if (!folder) kept.push_back(segment);
    at = end + 1;
  }
  std::string out;
  for (const std::string_view segment : kept)
    out.append("/").append(segment);
  return folder ? out + "/" : out;
}

std::string canonical_path(std::string_view path, bool normalize) {
  if (path.empty()) return "/";
  return percent_encode(normalize ? normalized(path) : std::string(path), Slash::keep);
}

std::string canonical_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    const auto value = pair.substr(std::min(pair.size(), equals + 1));
    pairs.emplace_back(percent_encode(percent_decode(pair.substr(0, equals))),
                       percent_encode(percent_decode(value)));
  }
  std::sort(pairs.begin(), pairs.end());
  std::string out;
  for (const auto& [key, value] : pairs)
    out += fmt::format("{}{}={}", out.empty() ? "" : "&", key, value);
  return out;
}

/// The signed headers by name, the values of one name joined.
std::map<std::string, std::string> canonical_headers(const HttpRequest& request, bool with_token) {
  std::map<std::string, std::string> headers;
  headers["host"] = host_header(request.url);
  for (const HttpHeader& each : request.headers) {
    const std::string name = lower_case(each.name);
    const bool skipped = std::find(std::begin(unsigned_headers), std::end(unsigned_headers),
                                   name) != std::end(unsigned_headers);
    if (skipped || name == "host" || (name == "x-amz-security-token" && !with_token)) continue;
    const auto [at, fresh] = headers.try_emplace(name);
    if (!fresh) at->second += ',';
    at->second += single_spaced(each.value);
  }
  return headers;
}

std::string amz_time(std::chrono::sys_seconds time) {
  return fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(time.time_since_epoch().count()));
}

void add_signed_headers(HttpRequest& request, const AwsCredentials& credentials,
                        const std::string& time, bool payload_header) {
  remove_header(request.headers, "authorization");
  set_header(request.headers, "x-amz-date", time);
  if (!credentials.session_token.empty())
    set_header(request.headers, "x-amz-security-token", credentials.session_token.reveal());
  if (payload_header)
    set_header(request.headers, "x-amz-content-sha256", to_hex(sha256(request.body)));
}

void write_canonical(Signature& signature, const HttpRequest& request, SigningRules rules) {
  const UrlView url = split_url(request.url);
  std::string lines;
  for (const auto& [name, value] : canonical_headers(request, rules.sign_token)) {
    lines += fmt::format("{}:{}\n", name, value);
    signature.signed_headers += (signature.signed_headers.empty() ? "" : ";") + name;
  }
  signature.canonical_request = fmt::format(
      "{}\n{}\n{}\n{}\n{}\n{}", request.method, canonical_path(url.path, rules.normalize_path),
      canonical_query(url.query), lines, signature.signed_headers, to_hex(sha256(request.body)));
}

Secret signing_key(const Secret& secret, std::string_view date, const SigningScope& scope) {
  Secret key("AWS4" + secret.reveal());
  for (const std::string_view part :
       {date, std::string_view(scope.region), std::string_view(scope.service),
        std::string_view("aws4_request")})
    key = Secret(hmac_sha256(key.reveal(), part));
  return key;
}

}  // namespace

Signature sign_v4(HttpRequest& request, const AwsCredentials& credentials,
                  const SigningScope& scope, SigningRules rules) {
  const std::string time = amz_time(scope.time);
  const std::string date = time.substr(0, 8);
  const std::string where = fmt::format("{}/{}/{}/aws4_request", date, scope.region, scope.service);
  add_signed_headers(request, credentials, time, rules.payload_header);
  Signature signature;
  write_canonical(signature, request, rules);
  signature.string_to_sign = fmt::format("AWS4-HMAC-SHA256\n{}\n{}\n{}", time, where,
                                         to_hex(sha256(signature.canonical_request)));
  const Secret key = signing_key(credentials.secret_access_key, date, scope);
  signature.hex = to_hex(hmac_sha256(key.reveal(), signature.string_to_sign));
  request.headers.push_back(
      {"Authorization",
       fmt::format("AWS4-HMAC-SHA256 Credential={}/{}, SignedHeaders={}, Signature={}",
                   credentials.access_key_id, where, signature.signed_headers, signature.hex)});
  return signature;
}

}  // namespace detail
WMH_END_NAMESPACE
