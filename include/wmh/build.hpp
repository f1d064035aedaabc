#pragma once

#include <wmh/split.hpp>
#include <wmh/store.hpp>
#include <wmh/trace_source.hpp>

WMH_BEGIN_NAMESPACE

struct BuildOptions {
  std::string name = "default";
  std::vector<std::filesystem::path> files{};
  IngestOptions ingest{};
  SplitOptions split{};
  std::size_t embed_dim = 512;
  std::size_t top_k = 20;  ///< Demonstrations for a language model.
  /// The language model to serve with; `kind` empty or "offline": none. Its names are kept in the
  /// config, keys and variables never are.
  ProviderOptions provider{};
  std::shared_ptr<Embedder> embedder{};    ///< Of the index; null: the offline one of `embed_dim`.
  ProviderOptions embed_provider{};        ///< Where `embedder` comes from, for the config.
  std::shared_ptr<Meter> meter{};          ///< What was spent, for the record of the run.
  std::size_t held_out_steps = 2000;       ///< At most so many held-out steps are scored; 0: none.
  std::shared_ptr<Optimizer> optimizer{};  ///< Null: the base prompt stays as it is.
  std::shared_ptr<Observer> observer{};
};

struct BuildReport {
  std::string name{};
  std::filesystem::path path{};
  IngestReport ingest{};
  std::size_t train_traces = 0;
  std::size_t held_out_traces = 0;
  std::size_t steps = 0;
  std::optional<double> held_out_accuracy{};  ///< Structural judge; empty when nothing is held out.
  std::size_t held_out_steps = 0;             ///< Steps behind held_out_accuracy.
  std::string run_id{};
  double seconds = 0;
  MeterReport spent{};  ///< On language models.
};

/// Builds a world model from traces into `store`, beside any model of that name, which it then
/// replaces in one rename: whoever looks sees the old model or the new one. A failed build leaves
/// the store as it was.
WMH_API Result<BuildReport> build_world_model(const WorldModelStore& store, BuildOptions options);

WMH_END_NAMESPACE
