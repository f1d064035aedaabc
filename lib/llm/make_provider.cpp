#include <wmh/provider.hpp>

#include "llm/connect.hpp"
#include "llm/remote_provider.hpp"
#include "providers/models.hpp"

extern "C" char** environ;

WMH_BEGIN_NAMESPACE

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
  auto api = detail::connect(std::move(executor), options, config);
  if (!api) return std::move(api).error();
  return std::shared_ptr<Provider>(std::make_shared<detail::RemoteProvider>(std::move(*api)));
}

std::optional<double> cost_in_usd(std::string_view model, const TokenUsage& usage) {
  return detail::cost_of(model, usage);
}

WMH_END_NAMESPACE
