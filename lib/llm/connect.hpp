#pragma once

#include <wmh/provider.hpp>

#include "llm/remote_api.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// The API that the options name, by HTTP, recorded or replayed. Fails as make_provider() says.
Result<std::shared_ptr<const RemoteApi>> connect(asio::any_io_executor executor,
                                                 const ProviderOptions& options);

}  // namespace detail
WMH_END_NAMESPACE
