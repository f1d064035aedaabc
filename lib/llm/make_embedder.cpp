#include <wmh/embedder.hpp>

#include "llm/connect.hpp"
#include "llm/remote_embedder.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace {

using detail::EmbedApi;

/// A model that completes is not needed here, but on Azure something must be named.
ProviderOptions without_model(ProviderOptions options) {
  if (options.model.empty() && options.deployment.empty()) options.model = options.embed_model;
  return options;
}

}  // namespace

Result<std::shared_ptr<Embedder>> make_embedder(asio::any_io_executor executor,
                                                const ProviderOptions& options,
                                                const EmbedderOptions& embedder,
                                                const ProviderOptions& config) {
  if (embedder.batches_in_flight < 1)
    return Error(errc::invalid_argument, "batches_in_flight must be at least 1; raise it");
  auto connected = detail::connect(std::move(executor), without_model(options), config);
  if (!connected) return std::move(connected).error();
  EmbedApi api{.api = std::move(*connected)};
  if (api.model().empty())
    return Error(errc::invalid_argument,
                 fmt::format("{}: no deployment for embeddings; name it in embed_model",
                             detail::to_string(api.api->settings().kind)));
  const auto dialect = detail::embed_dialect_of(api.api->settings());
  if (!dialect) return dialect.error();
  const auto dim = detail::embed_dim(api.model(), embedder.dim, embedder.shorten);
  if (!dim) return dim.error();
  api.dialect = *dialect;
  api.dim = *dim;
  api.batches_in_flight = embedder.batches_in_flight;
  api.meter = embedder.meter;
  return std::shared_ptr<Embedder>(std::make_shared<detail::RemoteEmbedder>(std::move(api)));
}

WMH_END_NAMESPACE
