#include <wmh/store.hpp>

#include "arguments.hpp"
#include "cli.hpp"
#include "console.hpp"
#include "models.hpp"
#include "options.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace wmh::cli {
namespace {

json::value to_json(const std::vector<ModelInfo>& models) {
  json::array all;
  for (const ModelInfo& model : models) {
    json::object row{{"name", model.name},
                     {"path", model.path.string()},
                     {"provider", model.serve_provider},
                     {"model", model.serve_model},
                     {"held_out_accuracy", nullptr},
                     {"steps", model.steps},
                     {"frontier_size", model.frontier_size},
                     {"rollouts_used", model.rollouts_used},
                     {"problem", model.problem.empty() ? json::value() : model.problem.c_str()}};
    if (model.held_out_accuracy) row["held_out_accuracy"] = *model.held_out_accuracy;
    all.push_back(std::move(row));
  }
  return json::object{{"models", std::move(all)}};
}

std::vector<std::string> row_of(const ModelInfo& model) {
  if (!model.problem.empty()) return {model.name, "broken: " + model.problem};
  return {model.name,
          provider_of(model),
          held_out_of(model, 3),
          fmt::format("{}", model.steps),
          fmt::format("{}", model.frontier_size),
          fmt::format("{}", model.rollouts_used)};
}

int run(const Arguments& arguments, Console& console) {
  const WorldModelStore store(arguments.text(opt::root));
  const auto models = store.list();
  if (!models) return fail(console, models.error());
  console.json(to_json(*models));
  if (models->empty()) {
    console.notice(fmt::format("no world models under {}; build one: wmh build FILE",
                               store.models().string()));
    return exit_ok;
  }
  Table table{{{"name"},
               {"provider"},
               {"held-out", true},
               {"steps", true},
               {"frontier", true},
               {"rollouts", true}}};
  for (const ModelInfo& model : *models)
    table.rows.push_back(row_of(model));
  console.table(table);
  return exit_ok;
}

constexpr const Option* options[] = {&opt::root, &opt::json, &opt::quiet, &opt::help};
constexpr Example examples[] = {
    {"wmh list", "The models under .wmh."},
    {"wmh list --root runs/may --json", "The models of another root, for a script."}};

}  // namespace

const Command list_command{.name = "list",
                           .summary = "List the world models that have been built.",
                           .details =
                               "A model that cannot be loaded is listed as broken, with the "
                               "reason.",
                           .options = options,
                           .examples = examples,
                           .run = run};

}  // namespace wmh::cli
