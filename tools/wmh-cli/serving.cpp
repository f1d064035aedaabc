#include "serving.hpp"

#include <wmh/build.hpp>
#include <wmh/json.hpp>

#include "arguments.hpp"
#include "console.hpp"
#include "models.hpp"
#include "open_model.hpp"
#include "options.hpp"
#include "serve_options.hpp"
#include "session_place.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace wmh::cli {
namespace {

/// null where a model has none, or none that can be read.
json::value card_of(const std::filesystem::path& folder) {
  std::ifstream in(folder / "card.json");
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  auto card = parse_json(text);
  return card ? std::move(*card) : json::value();
}

WorldModelOptions model_options(const Arguments& arguments, bool kept) {
  WorldModelOptions options;
  options.max_history = arguments.whole(opt::max_history);
  options.idle_expiry = std::chrono::seconds(arguments.whole(opt::session_idle));
  options.max_sessions = arguments.whole(kept ? opt::max_sessions_in_memory : opt::max_sessions);
  options.max_sessions_of_owner = arguments.whole(opt::max_sessions_per_key);
  return options;
}

}  // namespace

Result<std::unique_ptr<Serving>> Serving::open(const Arguments& arguments, Console& console) {
  std::unique_ptr<Serving> serving(new Serving(arguments, console));
  const auto folders = serving->folders();
  if (!folders) return folders.error();
  if (auto opened = serving->open_sessions(); !opened) return opened.error();
  if (auto opened = serving->open_traces(); !opened) return opened.error();
  for (const auto& folder : *folders) {
    const auto built_for = provider_options(folder);
    if (!built_for) return built_for.error();
    auto language = Language::open(arguments, console, *built_for);
    if (!language) return std::move(language).error().in(folder.filename().string());
    auto model = serving->load(folder, std::move(*language));
    if (!model) return std::move(model).error();
    serving->models_.push_back(std::move(*model));
  }
  return serving;
}

Result<std::vector<std::filesystem::path>> Serving::folders() const {
  const WorldModelStore store(arguments_.text(opt::root));
  std::vector<std::filesystem::path> folders;
  for (const std::string& name : arguments_.all(opt::serve_name)) {
    auto folder = store.resolve(name);
    if (!folder) return std::move(folder).error();
    folders.push_back(std::move(*folder));
  }
  if (!folders.empty()) return folders;
  const auto models = store.list();
  if (!models) return models.error();
  for (const ModelInfo& each : *models)
    if (each.problem.empty()) folders.push_back(each.path);
  if (folders.empty())
    return Error(errc::not_found,
                 fmt::format("no world model under {}; see wmh build", store.models().string()));
  return folders;
}

Result<Done> Serving::open_sessions() {
  auto sessions = open_kept_sessions(arguments_);
  if (!sessions) return std::move(sessions).error().in("--sessions");
  sessions_ = std::move(*sessions);
  return Done{};
}

Result<Done> Serving::open_traces() {
  const ServeLog log(console_, arguments_.text(opt::log_format) == "json");
  auto traces = open_trace_place(arguments_, log);
  if (!traces) return std::move(traces).error();
  traces_ = std::move(*traces);
  return Done{};
}

Result<std::shared_ptr<server::ServedModel>> Serving::load(const std::filesystem::path& folder,
                                                           std::unique_ptr<Language> language) {
  ModelInfo info = info_of(arguments_, folder);
  WorldModelOptions options = model_options(arguments_, sessions_ != nullptr);
  if (sessions_) options.store = sessions_->of(info.name);
  if (traces_) options.store = make_told_store(std::move(options.store), traces_, info.name);
  auto model = open_model(folder, *language, std::move(options));
  if (!model) return std::move(model).error();
  const std::lock_guard lock(mutex_);
  // One that is asked nothing would only keep its thread.
  if (!language->offline()) languages_.push_back(std::move(language));
  auto served = std::make_shared<server::ServedModel>(std::move(info), std::move(*model));
  served->card = card_of(folder);
  return served;
}

Result<std::shared_ptr<server::ServedModel>> Serving::build(const server::BuildRequest& request,
                                                            std::shared_ptr<Observer> progress) {
  ProviderOptions config;
  config.kind = request.provider;
  config.model = request.model;
  config.region = request.region;
  auto language = Language::open(arguments_, console_, config, request.provider);
  if (!language) return std::move(language).error();
  BuildOptions options;
  options.name = request.name;
  options.files = {request.traces};
  options.ingest.observer = progress;
  options.observer = std::move(progress);
  options.split.train = request.train_split;
  options.embed_dim = request.embed_dim;
  options.meter = (*language)->meter();
  if (!(*language)->offline()) options.provider = (*language)->choice().options;
  const auto report = build_world_model(WorldModelStore(arguments_.text(opt::root)), options);
  if (!report) return report.error();
  if (auto kept = write_json(report->path / "card.json", request.card); !kept)
    return std::move(kept).error();
  return load(report->path, std::move(*language));
}

std::vector<std::string> Serving::names() const {
  std::vector<std::string> names;
  for (const auto& each : models_)
    names.push_back(each->info.name);
  return names;
}

MeterReport Serving::spent() const {
  const std::lock_guard lock(mutex_);
  MeterReport all;
  for (const auto& each : languages_) {
    const MeterReport report = each->meter()->report();
    all.total += report.total;
    for (const auto& [phase, part] : report.by_phase)
      all.by_phase[phase] += part;
    for (const auto& [model, part] : report.by_model)
      all.by_model[model] += part;
  }
  return all;
}

std::optional<std::size_t> Serving::kept_sessions() const {
  if (!sessions_) return std::nullopt;
  return sessions_->count();
}

Result<std::size_t> Serving::end_idle_sessions() {
  if (!sessions_) return std::size_t{0};
  asio::io_context context(1);
  const std::chrono::seconds idle(arguments_.whole(opt::session_idle));
  auto removed = asio::co_spawn(context, sessions_->remove_idle(idle), asio::use_future);
  context.run();
  return removed.get();
}

Result<Done> Serving::save_records() const {
  const std::lock_guard lock(mutex_);
  for (const auto& each : languages_) {
    if (each->offline() || each->meter()->report().total.calls == 0) continue;
    if (auto saved = each->save_record(arguments_); !saved) return std::move(saved).error();
  }
  return Done{};
}

}  // namespace wmh::cli
