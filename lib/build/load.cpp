#include <wmh/store.hpp>

#include "build/artifact.hpp"
#include "build/config.hpp"

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

Result<std::shared_ptr<ReplayBuffer>> load_replay_buffer(const fs::path& model_dir) {
  auto config = open_model(model_dir);
  if (!config) return config.error();
  if (config->embed_provider != "hashing")
    return Error(errc::invalid_argument,
                 fmt::format("{} was indexed with the embedder '{}', which this version does not "
                             "have; build it again with 'hashing'",
                             model_dir.string(), config->embed_provider));
  const detail::ArtifactPaths paths(model_dir);
  auto log = StepLog::open(paths.steps());
  if (!log) return log.error();
  return ReplayBuffer::open(paths.embeddings(),
                            make_hashing_embedder(static_cast<std::size_t>(config->embed_dim)),
                            std::move(*log));
}

Result<WorldModel> load_world_model(const fs::path& model_dir, LoadOptions options) {
  if (!options.predictor) {
    auto log = load_step_log(model_dir);
    if (!log) return log.error();
    auto predictor =
        make_offline_predictor(std::move(*log), {}, {detail::ArtifactPaths(model_dir).learned()});
    if (!predictor) return predictor.error();
    options.predictor = std::move(*predictor);
  } else if (auto config = open_model(model_dir); !config) {
    return config.error();
  }
  return WorldModel(std::move(options.predictor), std::move(options.model),
                    std::move(options.executor));
}

WMH_END_NAMESPACE
