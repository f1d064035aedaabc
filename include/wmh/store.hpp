#pragma once

#include <wmh/llm_predictor.hpp>
#include <wmh/optimizer.hpp>
#include <wmh/retriever.hpp>
#include <wmh/tools.hpp>
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
  asio::any_io_executor executor{};          ///< Empty: see WorldModel's constructor.
  std::shared_ptr<Provider> provider{};      ///< Plays the environment; null: recordings alone.
  std::optional<LlmPredictorOptions> llm{};  ///< Of `provider`; empty: llm_options of the model.
  std::shared_ptr<Embedder> embedder{};      ///< Null: the one the model was indexed with, which
                                             ///< must then be the offline one.
  std::shared_ptr<Predictor> predictor{};    ///< Takes the place of all three.
  WorldModelOptions model{};
};

/// Which language model a model was built for: the names in its config, `kind` "offline" for none.
WMH_API Result<ProviderOptions> provider_options(const std::filesystem::path& model_dir);
/// The same for its embedder: `kind` "hashing" for the offline one; with its dimension.
struct EmbedderChoice {
  ProviderOptions provider{};
  std::size_t dim = 512;
};
WMH_API Result<EmbedderChoice> embedder_choice(const std::filesystem::path& model_dir);

/// How a language model is to play it: its prompt, and the number of demonstrations it was built
/// with.
WMH_API Result<LlmPredictorOptions> llm_options(const std::filesystem::path& model_dir);

/// Opens a built model. Fails with errc::not_found or errc::corrupt_artifact, naming the file.
WMH_API Result<WorldModel> load_world_model(const std::filesystem::path& model_dir,
                                            LoadOptions options = {});

/// The recordings of a built model, for those who compose their own.
WMH_API Result<std::shared_ptr<StepLog>> load_step_log(const std::filesystem::path& model_dir);
/// The tools of a built model: those of `index/tools.json`, else as recorded_tools finds them.
WMH_API Result<RecordedTools> load_tools(const std::filesystem::path& model_dir);
WMH_API Result<std::shared_ptr<ReplayBuffer>> load_replay_buffer(
    const std::filesystem::path& model_dir, std::shared_ptr<Embedder> embedder = {});

WMH_END_NAMESPACE
