// A build goes through the corpus once: each trace is written to the index as it comes, and only
// the held-out traces that will be scored stay in memory.
#include <wmh/build.hpp>

#include "build/config.hpp"
#include "build/index_writer.hpp"
#include "build/provider_entry.hpp"
#include "build/run_record.hpp"
#include "build/staging.hpp"
#include "build/tools_file.hpp"
#include "prompt/base_prompt.hpp"
#include "replay/replay.hpp"
#include "replay/summary.hpp"
#include "toolset/tool_table.hpp"
#include "util/random_id.hpp"
#include "util/run_here.hpp"
#include "util/utc.hpp"

#include <fmt/format.h>

#include <numeric>
#include <unordered_set>

WMH_BEGIN_NAMESPACE
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// What is remembered of the corpus while it streams by.
struct Corpus {
  std::unordered_set<std::string> held_out_ids{};
  std::vector<Trace> held_out{};  ///< As many as are scored.
  std::size_t held_out_steps = 0;
  std::vector<Trace> train{};  ///< Kept for an optimizer only.
};

class Build {
 public:
  Build(const WorldModelStore& store, BuildOptions options, const fs::path& folder)
      : options_(std::move(options)), paths_(folder) {
    report_.name = options_.name;
    report_.path = store.models() / options_.name;
    report_.run_id = detail::random_id();
    started_at_ = detail::utc_now();
  }

  Result<Done> write_index(TraceSource& source);
  Result<Done> write_tools();
  Result<Done> embed();
  Result<Done> write_prompts();
  Result<Done> write_metrics();
  Result<Done> write_records();
  BuildReport& report() { return report_; }

 private:
  Result<Done> add(detail::IndexWriter& index, Trace trace);
  void show_progress(std::size_t rows, std::size_t total) const;
  Result<OptimizeResult> find_prompt();
  Result<Done> score_held_out();
  void add_providers(detail::ModelConfig& config) const;
  std::size_t embed_dim() const {
    return options_.embedder ? options_.embedder->dim() : options_.embed_dim;
  }

  BuildOptions options_;
  detail::ArtifactPaths paths_;
  BuildReport report_{};
  Corpus corpus_{};
  detail::ToolTable tools_{ToolOptions().examples};
  std::int64_t rollouts_used_ = 0;
  std::string started_at_;
  Clock::time_point begin_ = Clock::now();
};

void Build::show_progress(std::size_t rows, std::size_t total) const {
  if (!options_.observer) return;
  const Field fields[] = {{"wmh.steps", static_cast<std::int64_t>(rows)},
                          {"wmh.steps_total", static_cast<std::int64_t>(total)}};
  options_.observer->on_event({Severity::debug, "wmh.index.progress", fields});
}

Result<Done> Build::add(detail::IndexWriter& index, Trace trace) {
  const bool train = part_of(trace, options_.split) == Part::train;
  (train ? report_.train_traces : report_.held_out_traces) += 1;
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    tools_.add(trace.steps[i]);
    if (auto added = index.add({trace.steps[i], trace.trace_id, i}); !added) return added;
  }
  if (train) {
    if (options_.optimizer) corpus_.train.push_back(std::move(trace));
    return Done{};
  }
  corpus_.held_out_ids.insert(trace.trace_id);
  if (corpus_.held_out_steps >= options_.held_out_steps) return Done{};
  corpus_.held_out_steps += trace.steps.size();
  corpus_.held_out.push_back(std::move(trace));
  return Done{};
}

Result<Done> Build::write_index(TraceSource& source) {
  report_.ingest = source.report();
  const std::size_t total = report_.ingest.steps;
  const std::size_t stride = std::max<std::size_t>(1, total / 100);
  auto index = detail::IndexWriter::create(paths_, options_.embed_dim);
  if (!index) return index.error();
  for (std::size_t shown = 0;;) {
    auto trace = source.next();
    if (!trace) return trace.error();
    if (!*trace) break;
    if (auto added = add(*index, std::move(**trace)); !added) return added;
    if (index->rows() - shown < stride) continue;
    shown = index->rows();
    show_progress(shown, total);
  }
  report_.steps = index->rows();
  show_progress(report_.steps, report_.steps);
  return index->finish();
}

Result<Done> Build::write_tools() {
  const RecordedTools tools = std::move(tools_).finish(report_.ingest.declared_tools);
  return detail::write_file(paths_.tools(), detail::tools_text(tools, report_.steps));
}

Result<OptimizeResult> Build::find_prompt() {
  const std::string base(detail::base_prompt());
  if (!options_.optimizer) return OptimizeResult{base, {base}};
  auto found = detail::run_here(
      options_.optimizer->optimize(OptimizeTask(base, std::move(corpus_.train), corpus_.held_out)));
  if (!found) return std::move(found).error().in("optimize");
  return found;
}

Result<Done> Build::write_prompts() {
  auto found = find_prompt();
  if (!found) return found.error();
  rollouts_used_ = found->rollouts_used;
  std::error_code failure;
  fs::create_directories(paths_.prompts(), failure);
  if (failure) return detail::file_error("create", paths_.prompts(), failure.value());
  const std::pair<fs::path, std::string> files[] = {
      {paths_.base_prompt(), std::string(detail::base_prompt())},
      {paths_.optimized_prompt(), found->prompt},
      {paths_.frontier(), detail::frontier_text(found->frontier)}};
  for (const auto& [file, text] : files)
    if (auto written = detail::write_file(file, text); !written) return written;
  return Done{};
}

/// Learns from the training traces and replays held-out ones against them.
Result<Done> Build::score_held_out() {
  auto log = StepLog::open(paths_.steps());
  if (!log) return log.error();
  const auto is_training = [this](const RecordedStep& step) {
    return !corpus_.held_out_ids.contains(step.trace_id);
  };
  auto predictor = make_offline_predictor(*log, is_training, {paths_.learned(), true});
  if (!predictor) return predictor.error();
  if (corpus_.held_out.empty()) return Done{};
  std::vector<detail::ReplayJob> jobs;
  for (const Trace& trace : corpus_.held_out) {
    std::vector<std::size_t> turns(trace.steps.size());
    std::iota(turns.begin(), turns.end(), std::size_t{0});
    jobs.push_back({&trace, std::move(turns)});
  }
  detail::ReplayOptions replay;
  replay.observer = options_.observer;
  auto outcome = detail::replay(*predictor, make_structural_judge(), jobs, std::move(replay));
  if (outcome.stopped) return std::move(*outcome.stopped);
  if (outcome.first_failure) return std::move(*outcome.first_failure);
  report_.held_out_steps = outcome.results.size();
  report_.held_out_accuracy = detail::summarise(std::move(outcome.results)).mean_score;
  return Done{};
}

Result<Done> Build::write_metrics() {
  if (auto scored = score_held_out(); !scored) return scored;
  return detail::write_file(
      paths_.metrics(),
      detail::metrics_text({report_.held_out_accuracy, rollouts_used_, report_.held_out_steps}));
}

void Build::add_providers(detail::ModelConfig& config) const {
  const bool serves = !options_.provider.kind.empty() && options_.provider.kind != "offline";
  config.serve_provider = serves ? options_.provider.kind : "offline";
  if (serves) config.providers.push_back(detail::entry_of(options_.provider));
  if (!options_.embedder) return;
  config.embed_provider = options_.embed_provider.kind;
  config.providers.push_back(detail::entry_of(options_.embed_provider));
}

/// The rows of a language model's embedder take the place of the offline ones.
Result<Done> Build::embed() {
  if (!options_.embedder) return Done{};
  auto log = StepLog::open(paths_.steps());
  if (!log) return log.error();
  ReplayBuffer index(options_.embedder, std::move(*log));
  if (auto indexed = detail::run_here(index.index()); !indexed)
    return std::move(indexed).error().in("embed");
  return index.save(paths_.embeddings());
}

Result<Done> Build::write_records() {
  detail::ModelConfig config;
  add_providers(config);
  config.embed_dim = static_cast<std::int64_t>(embed_dim());
  config.top_k = static_cast<std::int64_t>(options_.top_k);
  config.train_split = options_.split.train;
  config.split_by = options_.split.by == SplitBy::task ? "task" : "trace";
  config.gepa_budget = 0;
  config.trace_adapter = options_.ingest.format;
  if (auto written = detail::write_file(paths_.config(), detail::config_text(config)); !written)
    return written;
  const auto earlier = detail::ArtifactPaths(report_.path).runs();
  if (auto kept = detail::copy_run_records(earlier, paths_.runs()); !kept) return kept;
  report_.seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
  if (options_.meter) report_.spent = options_.meter->report();
  auto saved = save_run_record(
      paths_.runs(), {report_.run_id, "build", started_at_, report_.seconds, report_.spent});
  if (!saved) return std::move(saved).error();
  return Done{};
}

Result<Done> check(const BuildOptions& options) {
  if (auto named = check_model_name(options.name); !named) return named;
  const auto fail = [](std::string_view what) {
    return Error(errc::invalid_argument, std::string(what));
  };
  if (!(options.split.train > 0 && options.split.train < 1))
    return fail("the training share of the split must be above 0 and below 1");
  if (options.embed_dim < 1 || options.embed_dim > 65536)
    return fail("the embedding dimension must be from 1 to 65536");
  return Done{};
}

}  // namespace

Result<BuildReport> build_world_model(const WorldModelStore& store, BuildOptions options) {
  if (auto checked = check(options); !checked) return checked.error();
  if (!options.ingest.observer) options.ingest.observer = options.observer;
  auto source = open_traces(options.files, options.ingest);
  if (!source) return source.error();
  auto staging = detail::Staging::create(store.models(), options.name);
  if (!staging) return staging.error();
  Build build(store, std::move(options), staging->path());
  if (auto written = build.write_index(**source); !written) return written.error();
  if (auto written = build.write_tools(); !written) return written.error();
  if (auto embedded = build.embed(); !embedded) return embedded.error();
  if (auto written = build.write_prompts(); !written) return written.error();
  if (auto written = build.write_metrics(); !written) return written.error();
  if (auto written = build.write_records(); !written) return written.error();
  if (auto done = staging->publish(build.report().path); !done) return done.error();
  return std::move(build.report());
}

WMH_END_NAMESPACE
