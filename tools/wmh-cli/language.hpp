#pragma once

#include <wmh/embedder.hpp>
#include <wmh/eval.hpp>
#include <wmh/llm_predictor.hpp>
#include <wmh/metering.hpp>
#include <wmh/store.hpp>

#include <boost/asio/thread_pool.hpp>

namespace wmh::cli {

class Arguments;
class Console;

/// The names of a provider: those of the flags, else of the WMH_ variables. `config` is what a
/// model was built for; its kind holds where nothing else names one, and then its other names stand
/// behind the variables. `kind` holds where it is not empty.
struct LanguageChoice {
  ProviderOptions options{};
  ProviderOptions config{};

  bool offline() const noexcept { return options.kind == "offline"; }
};
LanguageChoice choose_language(const Arguments& arguments, const ProviderOptions& config,
                               const EnvironmentVariables& environment, std::string_view kind = {});

/// What answers in a command, and what it spends. Owns the thread that speaks with providers.
class Language {
 public:
  /// Fails where a name or a key is missing. Nothing is asked yet.
  static Result<std::unique_ptr<Language>> open(const Arguments& arguments, Console& console,
                                                const ProviderOptions& config = {},
                                                std::string_view kind = {});
  ~Language();

  bool offline() const noexcept { return !serving_; }
  const LanguageChoice& choice() const noexcept { return choice_; }
  std::string model() const;  ///< The first that is asked; "offline" without one.
  std::string line() const;   ///< For the user.
  /// The flags that decide answers beside the model, one text for equal ones.
  std::string asked_with() const;

  std::shared_ptr<Provider> serving() const { return serving_; }  ///< Null: recordings alone.
  /// A judge by name, with `--judge-provider` or what serves.
  Result<std::shared_ptr<Judge>> judge(const std::string& name);
  /// Of an episode; null without a language model.
  std::shared_ptr<EpisodeJudge> episode_judge() const;
  /// Takes over what the flags say.
  LlmPredictorOptions tuned(LlmPredictorOptions options) const;
  /// For an eval: makes a predictor from training traces. Null: recordings alone.
  decltype(EvalOptions::make_predictor) predictor_maker(const EvalSuite& suite) const;

  /// The embedder that a model was indexed with; null for the offline one.
  Result<std::shared_ptr<Embedder>> embedder_of(const std::filesystem::path& model_dir);
  /// An embedder by name; `dim` 0: the model's own.
  Result<std::shared_ptr<Embedder>> embedder(ProviderOptions options, const ProviderOptions& config,
                                             std::size_t dim);
  /// Keeps what was spent under `runs` of the root.
  Result<std::filesystem::path> save_record(const Arguments& arguments) const;

  const std::shared_ptr<Meter>& meter() const noexcept { return meter_; }
  asio::any_io_executor executor() { return io_.get_executor(); }

 private:
  Language(const Arguments& arguments, Console& console);
  Result<std::shared_ptr<Provider>> make(const LanguageChoice& choice);
  ProviderOptions with_flags(ProviderOptions options) const;
  Result<Done> open_chain();
  Result<Done> open_estimate();
  Result<std::shared_ptr<Provider>> judging();
  std::shared_ptr<Provider> metered(Phase phase) const;

  const Arguments& arguments_;
  asio::thread_pool io_{1};
  std::shared_ptr<Observer> observer_;
  std::shared_ptr<Meter> meter_;
  LanguageChoice choice_{};
  std::vector<std::shared_ptr<Provider>> chain_{};  ///< Not metered.
  std::shared_ptr<Provider> serving_{};
  RunRecord run_ = begin_run("serve");
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// "12 calls, 3,456 tokens in, 789 out, $0.0123".
std::string spending_text(const Spending& spent);
/// What a session took, and what recordings saved.
std::string usage_line(const UsageRecord& usage);
/// A line for the whole, and one for each model where there are several.
std::vector<std::string> spending_lines(const MeterReport& report);

}  // namespace wmh::cli
