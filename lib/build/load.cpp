#include <wmh/store.hpp>

#include "build/artifact.hpp"
#include "build/config.hpp"
#include "build/provider_entry.hpp"
#include "util/file.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace {

namespace fs = std::filesystem;

/// Reads the config of a model whose index is whole.
Result<detail::ModelConfig> open_model(const fs::path& folder) {
  std::error_code failure;
  if (!fs::is_directory(folder, failure))
    return Error(errc::not_found, fmt::format("there is no world model at {}", folder.string()));
  const detail::ArtifactPaths paths(folder);
  auto config = detail::read_config(paths.config());
  if (!config) return config;
  if (auto whole = detail::check_index(paths); !whole) return whole.error();
  return config;
}

}  // namespace

Result<std::shared_ptr<StepLog>> load_step_log(const fs::path& model_dir) {
  if (auto config = open_model(model_dir); !config) return config.error();
  return StepLog::open(detail::ArtifactPaths(model_dir).steps());
}

Result<ProviderOptions> provider_options(const fs::path& model_dir) {
  auto config = open_model(model_dir);
  if (!config) return config.error();
  const detail::ProviderEntry* serving = config->entry(config->serve_provider);
  ProviderOptions options = serving ? detail::options_of(*serving) : ProviderOptions();
  options.kind = config->serve_provider;
  return options;
}

Result<EmbedderChoice> embedder_choice(const fs::path& model_dir) {
  auto config = open_model(model_dir);
  if (!config) return config.error();
  EmbedderChoice choice;
  for (const detail::ProviderEntry& entry : config->providers)
    if (entry.kind == config->embed_provider &&
        (choice.provider.kind.empty() || !entry.embed_model.empty()))
      choice.provider = detail::options_of(entry);
  choice.provider.kind = config->embed_provider;
  choice.dim = static_cast<std::size_t>(config->embed_dim);
  return choice;
}

/// Without a better prompt the built-in one.
Result<LlmPredictorOptions> llm_options(const fs::path& model_dir) {
  auto config = open_model(model_dir);
  if (!config) return config.error();
  LlmPredictorOptions options;
  options.demonstrations = static_cast<std::size_t>(config->top_k);
  const fs::path prompt = detail::ArtifactPaths(model_dir).optimized_prompt();
  std::error_code ignored;
  if (!fs::exists(prompt, ignored)) return options;
  auto text = detail::read_file(prompt);
  if (!text) return std::move(text).error();
  options.prompt = std::move(*text);
  return options;
}

Result<std::shared_ptr<ReplayBuffer>> load_replay_buffer(const fs::path& model_dir,
                                                         std::shared_ptr<Embedder> embedder) {
  auto choice = embedder_choice(model_dir);
  if (!choice) return choice.error();
  const std::string& kind = choice->provider.kind;
  if (!embedder && kind != "hashing")
    return Error(
        errc::invalid_argument,
        fmt::format("{} was indexed with embeddings of {}; pass that embedder, or build it "
                    "again with 'hashing'",
                    model_dir.string(), kind));
  if (!embedder) embedder = make_hashing_embedder(choice->dim);
  const detail::ArtifactPaths paths(model_dir);
  auto log = StepLog::open(paths.steps());
  if (!log) return log.error();
  return ReplayBuffer::open(paths.embeddings(), std::move(embedder), std::move(*log));
}

namespace {

Result<std::shared_ptr<Predictor>> offline_predictor(const fs::path& model_dir) {
  auto log = load_step_log(model_dir);
  if (!log) return log.error();
  return make_offline_predictor(std::move(*log), {}, {detail::ArtifactPaths(model_dir).learned()});
}

Result<std::shared_ptr<Predictor>> predictor_of(const fs::path& model_dir,
                                                const LoadOptions& options) {
  auto recordings = offline_predictor(model_dir);
  if (!recordings || !options.provider) return recordings;
  auto llm = options.llm ? Result<LlmPredictorOptions>(*options.llm) : llm_options(model_dir);
  if (!llm) return std::move(llm).error();
  auto demonstrations = load_replay_buffer(model_dir, options.embedder);
  if (!demonstrations) return std::move(demonstrations).error();
  return make_llm_predictor(options.provider, std::move(*demonstrations), std::move(*recordings),
                            std::move(*llm));
}

}  // namespace

Result<WorldModel> load_world_model(const fs::path& model_dir, LoadOptions options) {
  if (!options.predictor) {
    auto predictor = predictor_of(model_dir, options);
    if (!predictor) return predictor.error();
    options.predictor = std::move(*predictor);
  } else if (auto config = open_model(model_dir); !config) {
    return config.error();
  }
  return WorldModel(std::move(options.predictor), std::move(options.model),
                    std::move(options.executor));
}

WMH_END_NAMESPACE
