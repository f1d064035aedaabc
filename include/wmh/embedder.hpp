#pragma once

#include <wmh/metering.hpp>
#include <wmh/provider.hpp>
#include <wmh/retriever.hpp>

#include <cstddef>
#include <memory>

WMH_BEGIN_NAMESPACE

/// How texts become vectors with a provider.
struct EmbedderOptions {
  /// Of the vectors; 0: the model's own, where it is in the table of docs/providers.md. A model of
  /// the table is asked for vectors of another length; of any other model it is what it makes.
  std::size_t dim = 0;
  /// Asks a model that is not in the table, too, for vectors of `dim` values.
  bool shorten = false;
  std::size_t batches_in_flight = 4;  ///< Of one embed(), at once.
  std::shared_ptr<Meter> meter{};     ///< Each request counts as a call of Phase::embed.
};

/// Embeddings over HTTP from `embed_model` of openai, azure_openai (where it is a deployment's
/// name), bedrock, and servers that speak OpenAI's API. One embed() takes any number of texts and
/// sends as many requests as they need, each tried again where that may help; the first that fails
/// in the end fails them all. A text that is longer than the model takes is cut. The calls may be
/// made from any executor; the I/O runs on this one, whose context must outlive the embedder. Fails
/// as make_provider() does, and with errc::invalid_argument for a model without embeddings and for
/// a `dim` that is not known or cannot be had.
WMH_API Result<std::shared_ptr<Embedder>> make_embedder(asio::any_io_executor executor,
                                                        const ProviderOptions& options,
                                                        const EmbedderOptions& embedder = {},
                                                        const ProviderOptions& config = {});

WMH_END_NAMESPACE
