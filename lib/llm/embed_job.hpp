#pragma once

#include "llm/remote_embedder.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// The vectors of any number of texts, in order: in batches, some of them at once. After the first
/// that fails no other is begun; its error is the result when those under way have ended.
Task<Embeddings> run_embed_job(std::shared_ptr<const EmbedApi> api, std::vector<std::string> texts);

}  // namespace detail
WMH_END_NAMESPACE
