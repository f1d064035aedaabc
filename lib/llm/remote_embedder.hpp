#pragma once

#include <wmh/metering.hpp>
#include <wmh/retriever.hpp>

#include "llm/remote_api.hpp"
#include "providers/embed.hpp"
#include "providers/embed_sizes.hpp"

#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What the requests of an embedder share.
struct EmbedApi {
  std::shared_ptr<const RemoteApi> api{};
  EmbedDialect dialect{};
  EmbedDim dim{};
  std::size_t batches_in_flight = 4;
  std::shared_ptr<Meter> meter{};  ///< May be null.

  const std::string& model() const noexcept { return api->settings().embed_model; }
};

/// The vectors of texts that fit into one request. Where the model finds one too long, the long
/// ones are cut to a length that it must take, and the request is made once more.
Task<Embeddings> embed_batch(std::shared_ptr<const EmbedApi> api, std::vector<std::string> texts);

/// Embeddings over HTTP; see make_embedder().
class RemoteEmbedder final : public Embedder {
 public:
  explicit RemoteEmbedder(EmbedApi api) : api_(std::make_shared<const EmbedApi>(std::move(api))) {}

  std::string_view name() const noexcept override { return api_->model(); }
  std::size_t dim() const noexcept override { return api_->dim.dim; }
  Task<Embeddings> embed(std::vector<std::string> texts) override;

 private:
  std::shared_ptr<const EmbedApi> api_;
};

}  // namespace detail
WMH_END_NAMESPACE
