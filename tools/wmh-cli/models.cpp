#include "models.hpp"

#include "arguments.hpp"
#include "console.hpp"
#include "options.hpp"
#include "text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace wmh::cli {
namespace {

/// The model that an answer names, by number or by name.
const ModelInfo* picked(const std::vector<ModelInfo>& models, std::string_view answer) {
  std::size_t number = 0;
  std::from_chars(answer.data(), answer.data() + answer.size(), number);
  if (number >= 1 && number <= models.size()) return &models[number - 1];
  for (const ModelInfo& model : models)
    if (model.name == answer) return &model;
  return nullptr;
}

void show_choices(const std::vector<ModelInfo>& models, Console& console) {
  for (std::size_t i = 0; i < models.size(); ++i)
    console.prompt(
        fmt::format("  {}  {}  held-out {}", i + 1, models[i].name, held_out_of(models[i], 2)));
}

Result<std::filesystem::path> pick(const std::vector<ModelInfo>& models, Console& console) {
  show_choices(models, console);
  for (;;) {
    const auto answer = console.ask("which model", models.front().name);
    if (!answer) return Error(errc::cancelled, "no model chosen; pass --name to choose one");
    if (const ModelInfo* model = picked(models, *answer)) return model->path;
    console.prompt(fmt::format("  a number from 1 to {} or a name, please", models.size()));
  }
}

}  // namespace

std::string provider_of(const ModelInfo& model) {
  if (model.serve_model.empty()) return model.serve_provider;
  return fmt::format("{} ({})", model.serve_provider, model.serve_model);
}

std::string held_out_of(const ModelInfo& model, int decimals) {
  if (!model.held_out_accuracy) return "-";
  return fmt::format("{:.{}f}", *model.held_out_accuracy, decimals);
}

std::string name_with_dashes(std::string_view name) {
  std::string dashed = one_line(name);
  std::replace(dashed.begin(), dashed.end(), ' ', '-');
  return dashed;
}

Result<std::filesystem::path> choose_model(const Arguments& arguments, Console& console) {
  const WorldModelStore store(arguments.text(opt::root));
  if (const auto name = arguments.optional(opt::model))
    return store.resolve(name_with_dashes(*name));
  if (console.interactive()) {
    auto models = store.list();
    if (!models) return std::move(models).error();
    std::erase_if(*models, [](const ModelInfo& model) { return !model.problem.empty(); });
    if (models->size() > 1) return pick(*models, console);
  }
  auto folder = store.resolve();
  if (folder) return folder;
  const bool several = folder.error().code() == errc::invalid_argument;
  return Error(folder.error().code(),
               folder.error().message() + (several ? " with --name" : ": wmh build FILE"));
}

ModelInfo info_of(const Arguments& arguments, const std::filesystem::path& folder) {
  if (auto models = WorldModelStore(arguments.text(opt::root)).list())
    for (ModelInfo& model : *models)
      if (model.path == folder) return std::move(model);
  ModelInfo unknown;
  unknown.name = folder.filename().string();
  return unknown;
}

}  // namespace wmh::cli
