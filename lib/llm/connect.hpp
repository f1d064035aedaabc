#pragma once

#include <wmh/provider.hpp>

#include "llm/remote_api.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// The API that the options name, by HTTP, recorded or replayed; the names of `config` stand behind
/// the variables. Fails as make_provider() says.
Result<std::shared_ptr<const RemoteApi>> connect(asio::any_io_executor executor,
                                                 const ProviderOptions& options,
                                                 const ProviderOptions& config = {});

}  // namespace detail
WMH_END_NAMESPACE
