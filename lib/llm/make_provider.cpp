#include <wmh/provider.hpp>

#include "llm/remote_provider.hpp"
#include "llm/report_waits.hpp"
#include "providers/models.hpp"
#include "providers/resolve.hpp"
#include "util/file.hpp"

#include <fmt/format.h>

extern "C" char** environ;

WMH_BEGIN_NAMESPACE
namespace {

using detail::AwsFiles;
using detail::AwsKeys;
using detail::HttpClient;
using detail::ProviderSettings;

/// The file that a variable names, else one in the home folder; empty where there is none.
std::string aws_file(const EnvironmentVariables& environment, std::string_view name,
                     std::string_view in_home) {
  std::string path(detail::variable(environment, name));
  const std::string_view home = detail::variable(environment, "HOME");
  if (path.empty() && !home.empty()) path = std::string(home) + std::string(in_home);
  if (path.empty()) return {};
  auto text = detail::read_file(path);
  return text ? std::move(*text) : std::string();
}

AwsFiles aws_files(const EnvironmentVariables& environment) {
  return {aws_file(environment, "AWS_SHARED_CREDENTIALS_FILE", "/.aws/credentials"),
          aws_file(environment, "AWS_CONFIG_FILE", "/.aws/config")};
}

/// Finds out how Bedrock is to be convinced: null when the settings hold a token.
Result<std::shared_ptr<AwsKeys>> aws_keys(ProviderSettings& settings,
                                          const EnvironmentVariables& environment,
                                          const AwsFiles& files,
                                          const std::shared_ptr<HttpClient>& client) {
  if (settings.kind != detail::ProviderKind::bedrock || !settings.key.empty())
    return std::shared_ptr<AwsKeys>();
  auto access = detail::find_aws_access(environment, files);
  if (!access) return std::move(access).error();
  if (auto* token = std::get_if<detail::Secret>(&*access)) {
    settings.key = std::move(*token);
    settings.bearer = true;
    return std::shared_ptr<AwsKeys>();
  }
  if (auto* keys = std::get_if<detail::AwsCredentials>(&*access))
    return std::make_shared<AwsKeys>(std::move(*keys));
  const bool container = std::holds_alternative<detail::AskContainer>(*access);
  return std::make_shared<AwsKeys>(client, environment, container);
}

detail::ProviderChoice choice_of(const ProviderOptions& options) {
  detail::ProviderChoice choice;
  choice.kind = options.kind;
  choice.model = options.model;
  choice.endpoint = options.base_url;
  choice.region = options.region;
  choice.deployment = options.deployment;
  choice.api_version = options.api_version;
  choice.embed_model = options.embed_model;
  choice.reasoning_effort = options.reasoning_effort;
  choice.token_field = options.token_field;
  choice.schema_mode = options.schema_mode;
  choice.prompt_cache = options.prompt_cache;
  return choice;
}

detail::CallRules rules_of(const ProviderOptions& options) {
  detail::CallRules rules;
  rules.timeouts.total = options.time_limit;
  rules.timeouts.first_byte = options.time_limit;
  rules.policy.attempts = options.attempts;
  rules.policy.overall = std::max(rules.policy.overall, options.time_limit * options.attempts);
  rules.observer = detail::report_waits(options.observer);
  return rules;
}

/// Numbers that would let no call through.
Result<Done> check_numbers(const ProviderOptions& options) {
  const auto refused = [](std::string_view name) {
    return Error(errc::invalid_argument, fmt::format("{} must be at least 1; raise it", name));
  };
  if (options.attempts < 1) return refused("attempts");
  if (options.calls_in_flight < 1) return refused("calls_in_flight");
  if (options.time_limit.count() < 1) return refused("time_limit");
  return Done{};
}

}  // namespace

EnvironmentVariables process_environment() {
  EnvironmentVariables variables;
  for (char** at = environ; at != nullptr && *at != nullptr; ++at) {
    const std::string_view entry = *at;
    const std::size_t equals = entry.find('=');
    if (equals != std::string_view::npos)
      variables.emplace(entry.substr(0, equals), entry.substr(equals + 1));
  }
  return variables;
}

Result<std::shared_ptr<Provider>> make_provider(asio::any_io_executor executor,
                                                const ProviderOptions& options,
                                                const ProviderOptions& config) {
  if (auto fine = check_numbers(options); !fine) return std::move(fine).error();
  const AwsFiles files = aws_files(options.environment);
  auto settings =
      detail::resolve_settings(choice_of(options), options.environment, choice_of(config), files);
  if (!settings) return std::move(settings).error();
  detail::HttpClientOptions client_options;
  client_options.tls = detail::tls_settings(options.environment);
  client_options.proxy = detail::proxy_settings(options.environment);
  client_options.calls_per_key = options.calls_in_flight;
  auto client = HttpClient::make(std::move(executor), std::move(client_options));
  if (!client) return std::move(client).error();
  auto aws = aws_keys(*settings, options.environment, files, *client);
  if (!aws) return std::move(aws).error();
  return std::shared_ptr<Provider>(std::make_shared<detail::RemoteProvider>(
      std::move(*settings), std::move(*client), std::move(*aws), rules_of(options)));
}

std::optional<double> cost_in_usd(std::string_view model, const TokenUsage& usage) {
  return detail::cost_of(model, usage);
}

WMH_END_NAMESPACE
