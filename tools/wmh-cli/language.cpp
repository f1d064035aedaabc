#include "language.hpp"

#include "arguments.hpp"
#include "console.hpp"
#include "dry_run.hpp"
#include "eval_options.hpp"
#include "observer.hpp"
#include "open_files.hpp"
#include "options.hpp"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <iterator>

namespace wmh::cli {
namespace {

SpendingLimit limit_of(const Arguments& arguments) {
  SpendingLimit limit;
  if (arguments.given(opt::max_cost)) limit.cost_usd = arguments.number(opt::max_cost);
  if (arguments.given(opt::max_calls))
    limit.calls = static_cast<std::int64_t>(arguments.whole(opt::max_calls));
  return limit;
}

Result<std::string> read_text(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream) return Error(errc::io, fmt::format("cannot read {}", file.string()));
  return text;
}

}  // namespace

Language::Language(const Arguments& arguments, Console& console)
    : arguments_(arguments),
      observer_(make_progress_observer(console)),
      meter_(std::make_shared<Meter>(limit_of(arguments))) {}

/// Whatever still runs ends before the providers go.
Language::~Language() {
  serving_.reset();
  chain_.clear();
  io_.join();
}

Result<std::unique_ptr<Language>> Language::open(const Arguments& arguments, Console& console,
                                                 const ProviderOptions& config,
                                                 std::string_view kind) {
  std::unique_ptr<Language> language(new Language(arguments, console));
  language->choice_ = choose_language(arguments, config, process_environment(), kind);
  if (language->choice_.offline()) return language;
  auto opened = arguments.flag(opt::dry_run) ? language->open_estimate() : language->open_chain();
  if (!opened) return opened.error();
  return language;
}

Result<std::shared_ptr<Provider>> Language::make(const LanguageChoice& choice) {
  return make_provider(io_.get_executor(), with_flags(choice.options), choice.config);
}

/// Without a key: nothing is asked in a dry run.
Result<Done> Language::open_estimate() {
  std::string model = choice_.options.model;
  if (model.empty()) model = choice_.config.model;
  if (model.empty()) model = default_model(choice_.options.kind);
  chain_ = {make_estimating_provider(std::move(model))};
  serving_ = metered(Phase::serve);
  return Done{};
}

Result<Done> Language::open_chain() {
  std::vector<std::shared_ptr<Provider>> chain;
  auto first = make(choice_);
  if (!first) return std::move(first).error();
  chain.push_back(std::move(*first));
  for (const std::string& next : arguments_.all(opt::fallback)) {
    const std::size_t colon = next.find(':');
    LanguageChoice choice;
    choice.options.environment = choice_.options.environment;
    choice.options.kind = next.substr(0, colon);
    if (colon != std::string::npos) choice.options.model = next.substr(colon + 1);
    auto provider = make(choice);
    if (!provider) return std::move(provider).error().in("--fallback " + next);
    chain.push_back(std::move(*provider));
  }
  chain_ = std::move(chain);
  serving_ = metered(Phase::serve);
  return Done{};
}

/// Each of the chain is metered, not the chain: what failed before another answered counts too.
std::shared_ptr<Provider> Language::metered(Phase phase) const {
  std::vector<std::shared_ptr<Provider>> all;
  for (const std::shared_ptr<Provider>& each : chain_)
    all.push_back(make_metered_provider(each, meter_, phase));
  return all.size() == 1 ? all.front() : make_fallback_provider(std::move(all), observer_);
}

std::string Language::model() const {
  return serving_ ? std::string(serving_->model()) : "offline";
}

std::string Language::line() const {
  if (offline()) return "provider: offline (no credentials needed)";
  return fmt::format("provider: {} {}", choice_.options.kind, serving_->model());
}

std::string Language::asked_with() const {
  std::string flags;
  for (const Option* option :
       {&opt::base_url, &opt::deployment, &opt::reasoning_effort, &opt::schema_mode,
        &opt::temperature, &opt::recall, &opt::review_below, &opt::fallback, &opt::judge_provider,
        &opt::judge_model})
    for (const std::string& value : arguments_.all(*option))
      flags += fmt::format("--{}={}\n", option->name, value);
  return flags;
}

Result<std::shared_ptr<Provider>> Language::judging() {
  const auto kind = arguments_.optional(opt::judge_provider);
  const auto model = arguments_.optional(opt::judge_model);
  if (!kind && !model && serving_) return metered(Phase::judge);
  LanguageChoice choice;
  if (!kind) choice = choice_;
  if (kind) choice.options.kind = *kind;
  choice.options.environment = process_environment();
  if (model) choice.options.model = *model;
  if (arguments_.flag(opt::dry_run)) {
    if (choice.options.model.empty()) choice.options.model = default_model(choice.options.kind);
    return make_metered_provider(make_estimating_provider(choice.options.model), meter_,
                                 Phase::judge);
  }
  if (choice.options.kind.empty() || choice.offline())
    return Error(errc::invalid_argument,
                 "this judge asks a language model: name its --judge-provider");
  auto provider = make(choice);
  if (!provider) return std::move(provider).error().in("--judge-provider");
  return make_metered_provider(std::move(*provider), meter_, Phase::judge);
}

Result<std::shared_ptr<Judge>> Language::judge(const std::string& name) {
  if (!needs_provider(name)) return make_judge(name);
  auto provider = judging();
  if (!provider) return std::move(provider).error();
  return make_judge(name, std::move(*provider));
}

std::shared_ptr<EpisodeJudge> Language::episode_judge() const {
  if (!serving_) return {};
  return make_episode_judge(metered(Phase::judge));
}

LlmPredictorOptions Language::tuned(LlmPredictorOptions options) const {
  const std::string recall = arguments_.text(opt::recall);
  options.recall = recall != "off";
  double number = 0;
  const auto [end, failed] = std::from_chars(recall.data(), recall.data() + recall.size(), number);
  if (failed == std::errc()) options.recall_confidence = number;
  if (arguments_.given(opt::review_below))
    options.review_below = arguments_.number(opt::review_below);
  if (arguments_.given(opt::temperature)) options.temperature = arguments_.number(opt::temperature);
  return options;
}

Result<std::shared_ptr<Embedder>> Language::embedder_of(const std::filesystem::path& model_dir) {
  const auto choice = embedder_choice(model_dir);
  if (!choice) return choice.error();
  if (choice->provider.kind == "hashing") return std::shared_ptr<Embedder>();
  ProviderOptions options;
  options.kind = choice->provider.kind;
  options.environment = process_environment();
  return embedder(std::move(options), choice->provider, choice->dim);
}

Result<std::shared_ptr<Embedder>> Language::embedder(ProviderOptions options,
                                                     const ProviderOptions& config,
                                                     std::size_t dim) {
  EmbedderOptions embedding;
  embedding.dim = dim;
  embedding.meter = meter_;
  auto made = make_embedder(io_.get_executor(), with_flags(std::move(options)), embedding, config);
  if (!made) return std::move(made).error().in("embeddings");
  return made;
}

ProviderOptions Language::with_flags(ProviderOptions options) const {
  options.observer = observer_;
  options.calls_in_flight = share_files(raise_open_files()).calls;
  if (const auto folder = arguments_.optional(opt::record)) options.record = *folder;
  if (const auto folder = arguments_.optional(opt::replay)) options.replay = *folder;
  return options;
}

Result<std::filesystem::path> Language::save_record(const Arguments& arguments) const {
  RunRecord record = run_;
  record.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  record.spent = meter_->report();
  return save_run_record(std::filesystem::path(arguments.text(opt::root)) / "runs", record);
}

decltype(EvalOptions::make_predictor) Language::predictor_maker(const EvalSuite& suite) const {
  if (offline()) return {};
  LlmPredictorOptions options = tuned({});
  options.demonstrations = suite.rag ? suite.top_k : 0;
  return [provider = serving_, options, prompt = suite.prompt,
          dim = suite.embed_dim](std::vector<Trace> train) -> Result<std::shared_ptr<Predictor>> {
    LlmPredictorOptions with_prompt = options;
    if (!prompt.empty()) {
      auto text = read_text(prompt);
      if (!text) return std::move(text).error();
      with_prompt.prompt = std::move(*text);
    }
    return make_llm_predictor_from(std::move(train), provider, std::move(with_prompt),
                                   make_hashing_embedder(dim));
  };
}

}  // namespace wmh::cli
