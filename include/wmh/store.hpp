#pragma once

#include <wmh/optimizer.hpp>
#include <wmh/retriever.hpp>
#include <wmh/world_model.hpp>

WMH_BEGIN_NAMESPACE

/// What `list` shows of a model without loading it.
struct ModelInfo {
  std::string name{};
  std::filesystem::path path{};
  std::string serve_provider{};
  std::string serve_model{};  ///< Empty for the offline provider.
  std::optional<double> held_out_accuracy{};
  std::int64_t rollouts_used = 0;
  std::size_t frontier_size = 0;
  std::size_t steps = 0;
  std::string problem{};  ///< Why the model cannot be loaded; empty when it can.
};

/// Named world models under a project root (`.wmh` by default): names in, folders out. Looks at the
/// disk on every call and holds nothing; callable from any thread.
class WMH_API WorldModelStore {
 public:
  explicit WorldModelStore(std::filesystem::path root = ".wmh");

  const std::filesystem::path& root() const noexcept { return root_; }
  std::filesystem::path models() const { return root_ / "models"; }

  /// The folder of a model; without a name, of the only one. Fails with errc::not_found and the
  /// names there are, or errc::invalid_argument when a name is needed to choose.
  Result<std::filesystem::path> resolve(std::optional<std::string_view> name = {}) const;

  /// All models by name, broken ones included. A root that does not exist holds none.
  Result<std::vector<ModelInfo>> list() const;

 private:
  std::filesystem::path root_;
};

/// Letters, digits, '.', '_' and '-', beginning with a letter or a digit.
WMH_API Result<Done> check_model_name(std::string_view name);

struct LoadOptions {
  asio::any_io_executor executor{};        ///< Empty: see WorldModel's constructor.
  std::shared_ptr<Predictor> predictor{};  ///< Null: the one the model was built for.
  WorldModelOptions model{};
};

/// Opens a built model. Fails with errc::not_found or errc::corrupt_artifact, naming the file.
WMH_API Result<WorldModel> load_world_model(const std::filesystem::path& model_dir,
                                            LoadOptions options = {});

/// The recordings of a built model, for those who compose their own.
WMH_API Result<std::shared_ptr<StepLog>> load_step_log(const std::filesystem::path& model_dir);
WMH_API Result<std::shared_ptr<ReplayBuffer>> load_replay_buffer(
    const std::filesystem::path& model_dir);

WMH_END_NAMESPACE
