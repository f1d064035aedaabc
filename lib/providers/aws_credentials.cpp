#include "providers/aws_credentials.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using Found = Result<std::optional<AwsCredentials>>;

std::string_view value_of(const AwsProfile& profile, std::string_view key) noexcept {
  return variable(profile, key);
}

/// `place` says where the keys are from.
Found pair_of(std::string_view id, std::string_view secret, std::string_view token,
              std::string_view place) {
  if (id.empty() && secret.empty()) return std::optional<AwsCredentials>();
  if (id.empty() || secret.empty())
    return Error(errc::invalid_argument,
                 fmt::format("{} has an access key without its other half; set both", place));
  auto key = read_secret(secret, place);
  if (!key) return std::move(key).error();
  auto name = read_secret(id, place);
  if (!name) return std::move(name).error();
  std::optional<AwsCredentials> credentials(std::in_place);
  credentials->access_key_id = name->reveal();
  credentials->secret_access_key = std::move(*key);
  if (token.empty()) return credentials;
  auto session = read_secret(token, place);
  if (!session) return std::move(session).error();
  credentials->session_token = std::move(*session);
  return credentials;
}

Found from_environment(const Environment& environment) {
  std::string_view token = variable(environment, "AWS_SESSION_TOKEN");
  if (token.empty()) token = variable(environment, "AWS_SECURITY_TOKEN");
  return pair_of(variable(environment, "AWS_ACCESS_KEY_ID"),
                 variable(environment, "AWS_SECRET_ACCESS_KEY"), token, "the environment");
}

/// What a profile names that this library does not do.
std::string_view foreign_means(const AwsProfile& profile) noexcept {
  for (const std::string_view key :
       {"role_arn", "credential_process", "sso_session", "sso_start_url", "login_session"})
    if (!value_of(profile, key).empty()) return key;
  return {};
}

Found from_profile(const Environment& environment, const AwsFiles& files, bool named) {
  const std::string name = profile_name(environment);
  const std::string place = fmt::format("the AWS profile {}", name);
  const auto profile = read_profile(files, name);
  if (!profile && named)
    return Error(errc::not_found, fmt::format("there is no AWS profile {}; see AWS_PROFILE", name));
  if (!profile) return std::optional<AwsCredentials>();
  auto found =
      pair_of(value_of(*profile, "aws_access_key_id"), value_of(*profile, "aws_secret_access_key"),
              value_of(*profile, "aws_session_token"), place);
  const std::string_view means = foreign_means(*profile);
  if (found && !*found && !means.empty())
    return Error(errc::invalid_argument,
                 fmt::format("{} uses {}, which is not supported; export its keys: aws configure "
                             "export-credentials --format env",
                             place, means));
  return found;
}

bool asks_container(const Environment& environment) noexcept {
  return !variable(environment, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI").empty() ||
         !variable(environment, "AWS_CONTAINER_CREDENTIALS_FULL_URI").empty();
}

bool is_region(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 63 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace

Result<AwsAccess> find_aws_access(const Environment& environment, const AwsFiles& files) {
  if (const auto token = variable(environment, "AWS_BEARER_TOKEN_BEDROCK"); !token.empty()) {
    auto secret = read_secret(token, "AWS_BEARER_TOKEN_BEDROCK");
    if (!secret) return std::move(secret).error();
    return AwsAccess(std::move(*secret));
  }
  const bool named = !variable(environment, "AWS_PROFILE").empty();
  if (!named) {
    auto found = from_environment(environment);
    if (!found) return std::move(found).error();
    if (*found) return AwsAccess(std::move(**found));
  }
  auto found = from_profile(environment, files, named);
  if (!found) return std::move(found).error();
  if (*found) return AwsAccess(std::move(**found));
  if (asks_container(environment)) return AwsAccess(AskContainer{});
  if (variable(environment, "AWS_EC2_METADATA_DISABLED") != "true") return AwsAccess(AskInstance{});
  return Error(errc::unauthorized,
               fmt::format("no AWS credentials in AWS_BEARER_TOKEN_BEDROCK, AWS_ACCESS_KEY_ID or "
                           "the profile {}; set one of them",
                           profile_name(environment)));
}

Result<std::string> find_aws_region(std::string_view given, const Environment& environment,
                                    const AwsFiles& files) {
  std::string region(given);
  if (region.empty()) region = variable(environment, "AWS_REGION");
  if (region.empty()) region = variable(environment, "AWS_DEFAULT_REGION");
  if (region.empty())
    if (const auto profile = read_profile(files, profile_name(environment)))
      region = value_of(*profile, "region");
  if (region.empty()) return Error(errc::invalid_argument, "no AWS region; set AWS_REGION");
  if (!is_region(region))
    return Error(errc::invalid_argument,
                 "the AWS region may hold small letters, digits and '-' only; correct AWS_REGION");
  return region;
}

bool wants_renewal(const AwsCredentials& credentials, std::chrono::sys_seconds now) noexcept {
  return credentials.expires && now >= *credentials.expires - std::chrono::minutes(15);
}

}  // namespace detail
WMH_END_NAMESPACE
