#include "providers/aws_metadata.hpp"

#include "net/url.hpp"
#include "providers/url.hpp"
#include "providers/wire_json.hpp"
#include "util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// A token goes to this machine, to AWS's agents, or anywhere by https.
bool is_agent(std::string_view text) {
  static constexpr std::string_view agents[] = {"169.254.170.2", "169.254.170.23", "fd00:ec2::23"};
  const auto url = parse_url(text);
  return url && (url->tls || is_loopback(url->host) ||
                 std::find(std::begin(agents), std::end(agents), url->host) != std::end(agents));
}

HttpRequest instance_request(const Environment& environment, std::string_view path) {
  std::string_view base = variable(environment, "AWS_EC2_METADATA_SERVICE_ENDPOINT");
  if (base.empty()) base = "http://169.254.169.254";
  return {.method = "GET", .url = join_url(base, path)};
}

/// "2026-01-31T23:59:59Z"; a fraction of the second is passed over.
std::optional<std::chrono::sys_seconds> time_of(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (std::sscanf(text.c_str(), "%4d-%2u-%2uT%2u:%2u:%2u", &year, &month, &day, &hour, &minute,
                  &second) != 6)
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second);
}

Error unusable(std::string_view problem) {
  return {errc::unauthorized,
          fmt::format("AWS credentials from the metadata service: {}; check the role", problem)};
}

}  // namespace

Result<HttpRequest> container_request(const Environment& environment, std::string_view token) {
  HttpRequest request{.method = "GET"};
  const auto relative = variable(environment, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  request.url = relative.empty() ? variable(environment, "AWS_CONTAINER_CREDENTIALS_FULL_URI")
                                 : join_url("http://169.254.170.2", relative);
  if (!is_agent(request.url))
    return Error(errc::invalid_argument,
                 "AWS_CONTAINER_CREDENTIALS_FULL_URI is neither https nor an address of this "
                 "machine or of AWS's agents; correct it");
  request.headers = {{"Accept", "application/json"}};
  if (token.empty()) token = variable(environment, "AWS_CONTAINER_AUTHORIZATION_TOKEN");
  if (token.empty()) return request;
  auto secret = read_secret(token, "AWS_CONTAINER_AUTHORIZATION_TOKEN");
  if (!secret) return std::move(secret).error();
  request.headers.push_back({"Authorization", secret->reveal()});
  return request;
}

HttpRequest instance_token_request(const Environment& environment) {
  HttpRequest request = instance_request(environment, "latest/api/token");
  request.method = "PUT";
  request.headers = {{"x-aws-ec2-metadata-token-ttl-seconds", "21600"}};
  return request;
}

HttpRequest instance_role_request(const Environment& environment, std::string_view token) {
  return instance_credentials_request(environment, token, "");
}

HttpRequest instance_credentials_request(const Environment& environment, std::string_view token,
                                         std::string_view role) {
  HttpRequest request = instance_request(
      environment, "latest/meta-data/iam/security-credentials/" + percent_encode(trim(role)));
  request.headers = {{"x-aws-ec2-metadata-token", std::string(trim(token))}};
  return request;
}

Result<AwsCredentials> read_metadata_credentials(const HttpResponse& response) {
  if (response.status != 200) return unusable(fmt::format("status {}", response.status));
  const auto body = read_body(response.body);
  if (!body) return unusable("the answer is no JSON");
  if (const auto code = text_of(member(&*body, "Code")); !code.empty() && code != "Success")
    return unusable("the service says no");
  AwsCredentials credentials;
  credentials.access_key_id = text_of(member(&*body, "AccessKeyId"));
  credentials.secret_access_key = Secret(std::string(text_of(member(&*body, "SecretAccessKey"))));
  credentials.session_token = Secret(std::string(text_of(member(&*body, "Token"))));
  credentials.expires = time_of(std::string(text_of(member(&*body, "Expiration"))));
  if (credentials.access_key_id.empty() || credentials.secret_access_key.empty())
    return unusable("the answer has no keys");
  return credentials;
}

}  // namespace detail
WMH_END_NAMESPACE
