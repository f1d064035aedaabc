#include "llm/connect.hpp"

#include "llm/recording_transport.hpp"
#include "llm/replaying_transport.hpp"
#include "llm/report_waits.hpp"
#include "providers/resolve.hpp"
#include "providers/variables.hpp"
#include "util/file.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// The file that a variable names, else one in the home folder; empty where there is none.
std::string aws_file(const EnvironmentVariables& environment, std::string_view name,
                     std::string_view in_home) {
  std::string path(variable(environment, name));
  const std::string_view home = variable(environment, "HOME");
  if (path.empty() && !home.empty()) path = std::string(home) + std::string(in_home);
  if (path.empty()) return {};
  auto text = read_file(path);
  return text ? std::move(*text) : std::string();
}

AwsFiles aws_files(const EnvironmentVariables& environment) {
  return {aws_file(environment, "AWS_SHARED_CREDENTIALS_FILE", "/.aws/credentials"),
          aws_file(environment, "AWS_CONFIG_FILE", "/.aws/config")};
}

ProviderChoice choice_of(const ProviderOptions& options) {
  ProviderChoice choice;
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

HttpTimeouts timeouts_of(const ProviderOptions& options) {
  HttpTimeouts timeouts;
  timeouts.total = options.time_limit;
  timeouts.first_byte = options.time_limit;
  return timeouts;
}

RetryPolicy policy_of(const ProviderOptions& options) {
  RetryPolicy policy;
  policy.attempts = options.attempts;
  policy.overall = std::max(policy.overall, options.time_limit * options.attempts);
  return policy;
}

/// Finds numbers that would let no call through, and what cannot be had at once.
Result<Done> check_options(const ProviderOptions& options) {
  const auto refused = [](std::string_view name) {
    return Error(errc::invalid_argument, fmt::format("{} must be at least 1; raise it", name));
  };
  if (options.attempts < 1) return refused("attempts");
  if (options.calls_in_flight < 1) return refused("calls_in_flight");
  if (options.time_limit.count() < 1) return refused("time_limit");
  if (!options.record.empty() && !options.replay.empty())
    return Error(errc::invalid_argument, "a replay cannot be recorded; leave record or replay out");
  return Done{};
}

/// Keys that a replay has no use for, so that it works without them, and never sees them.
Environment without_keys(Environment environment, std::string_view kind_name) {
  const auto kind = provider_kind(kind_name.empty() ? "anthropic" : kind_name);
  if (!kind) return environment;
  environment.erase(std::string(endpoint_key));
  for (const ProviderVariable& each : variables_of(*kind)) {
    if (each.use == VariableUse::token) environment.erase(std::string(each.name));
    if (each.use == VariableUse::key) environment[std::string(each.name)] = "replayed";
  }
  return environment;
}

/// Finds out how Bedrock is to be convinced: null when the settings hold a token.
Result<std::shared_ptr<AwsKeys>> aws_keys(ProviderSettings& settings,
                                          const EnvironmentVariables& environment,
                                          const AwsFiles& files,
                                          const std::shared_ptr<HttpClient>& client) {
  if (settings.kind != ProviderKind::bedrock || !settings.key.empty())
    return std::shared_ptr<AwsKeys>();
  auto access = find_aws_access(environment, files);
  if (!access) return std::move(access).error();
  if (auto* token = std::get_if<Secret>(&*access)) {
    settings.key = std::move(*token);
    settings.bearer = true;
    return std::shared_ptr<AwsKeys>();
  }
  if (auto* keys = std::get_if<AwsCredentials>(&*access))
    return std::make_shared<AwsKeys>(std::move(*keys));
  const bool container = std::holds_alternative<AskContainer>(*access);
  return std::make_shared<AwsKeys>(client, environment, container);
}

Result<std::shared_ptr<HttpClient>> make_client(asio::any_io_executor executor,
                                                const ProviderOptions& options) {
  HttpClientOptions client_options;
  client_options.tls = tls_settings(options.environment);
  client_options.proxy = proxy_settings(options.environment);
  client_options.calls_per_key = options.calls_in_flight;
  // What was under way at once may be so again after a while of thinking.
  client_options.idle.per_key = std::max(client_options.idle.per_key, options.calls_in_flight);
  return HttpClient::make(std::move(executor), std::move(client_options));
}

using Api = std::shared_ptr<const RemoteApi>;

Result<Api> replayed(const ProviderOptions& options, ProviderSettings settings) {
  auto transport = ReplayingTransport::make(options.replay);
  if (!transport) return std::move(transport).error();
  return std::make_shared<const RemoteApi>(std::move(settings), std::move(*transport), nullptr,
                                           CallRules());
}

Result<Api> connected(asio::any_io_executor executor, const ProviderOptions& options,
                      ProviderSettings settings, const AwsFiles& files) {
  auto client = make_client(std::move(executor), options);
  if (!client) return std::move(client).error();
  auto aws = aws_keys(settings, options.environment, files, *client);
  if (!aws) return std::move(aws).error();
  std::shared_ptr<Transport> transport =
      std::make_shared<HttpTransport>(std::move(*client), policy_of(options));
  if (!options.record.empty()) {
    auto recording = RecordingTransport::make(std::move(transport), options.record);
    if (!recording) return std::move(recording).error();
    transport = std::move(*recording);
  }
  CallRules rules{timeouts_of(options), report_waits(options.observer)};
  return std::make_shared<const RemoteApi>(std::move(settings), std::move(transport),
                                           std::move(*aws), std::move(rules));
}

}  // namespace

Result<std::shared_ptr<const RemoteApi>> connect(asio::any_io_executor executor,
                                                 const ProviderOptions& options,
                                                 const ProviderOptions& config) {
  if (auto fine = check_options(options); !fine) return std::move(fine).error();
  const bool replay = !options.replay.empty();
  const AwsFiles files = aws_files(options.environment);
  const Environment environment =
      replay ? without_keys(options.environment, options.kind.empty() ? config.kind : options.kind)
             : options.environment;
  auto settings = resolve_settings(choice_of(options), environment, choice_of(config), files);
  if (!settings) return std::move(settings).error();
  if (replay) return replayed(options, std::move(*settings));
  return connected(std::move(executor), options, std::move(*settings), files);
}

}  // namespace detail
WMH_END_NAMESPACE
