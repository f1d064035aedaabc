#include "terminal_testbed.hpp"

#include "stable_hash.hpp"
#include "tasks/terminal_agent.hpp"
#include "terminal_env.hpp"

#include <fmt/core.h>

namespace terminal {
namespace {

namespace json = wmh::json;

struct Place {
  const World* world = nullptr;
  const Task* task = nullptr;
  const Style* style = nullptr;
};

std::string_view word(const json::object& metadata, std::string_view name) {
  const json::value* found = metadata.if_contains(name);
  if (!found || !found->is_string()) return {};
  return found->get_string();
}

wmh::Result<Place> find(const std::vector<World>& worlds, const wmh::Assignment& assignment) {
  const auto id = word(assignment.metadata, "task");
  const Style* style = find_style(word(assignment.metadata, "style"));
  for (const World& world : worlds)
    for (const Task& task : world.tasks)
      if (task.id == id && style) return Place{&world, &task, style};
  return wmh::Error(
      wmh::errc::not_found,
      fmt::format("no task \"{}\" with style \"{}\"; the assignments name those there are", id,
                  word(assignment.metadata, "style")));
}

wmh::Assignment assign(const World& world, const Task& task, const Style& style) {
  const std::string key = fmt::format("{}/{}", task.id, style.name);
  wmh::Assignment assignment;
  assignment.trace_id =
      fmt::format("{:016x}{:016x}", stable_hash(key), stable_hash(key, 0x9e3779b97f4a7c15));
  assignment.task = task.text;
  assignment.state.structured = {{"world", world.name}};
  assignment.metadata = {{"task", task.id}, {"style", style.name}};
  return assignment;
}

/// The answer that was submitted, or what the proof showed; null for any other step.
json::value evidence(const Goal& goal, const wmh::Step& step) {
  const std::string_view tool = goal.proof.empty() ? "submit" : "bash";
  const std::string_view argument = goal.proof.empty() ? "answer" : "command";
  if (step.action.name() != tool) return nullptr;
  const std::string_view text = word(step.action.arguments(), argument);
  if (goal.proof.empty()) return step.observation.is_error ? json::value() : json::value(text);
  return text == goal.proof ? json::value(step.observation.content) : json::value();
}

}  // namespace

wmh::Result<std::vector<wmh::Assignment>> TerminalTestbed::assignments() {
  std::vector<wmh::Assignment> all;
  for (const World& world : worlds_)
    for (const Task& task : world.tasks)
      for (const Style& style : styles)
        all.push_back(assign(world, task, style));
  return all;
}

wmh::Result<std::unique_ptr<wmh::Env>> TerminalTestbed::open_env(
    const wmh::Assignment& assignment) {
  auto place = find(worlds_, assignment);
  if (!place) return std::move(place).error();
  auto env = std::make_unique<TerminalEnv>(place->world->name, place->world->files);
  if (auto ready = env->prepare(); !ready) return std::move(ready).error();
  return std::unique_ptr<wmh::Env>(std::move(env));
}

wmh::Result<std::unique_ptr<wmh::Agent>> TerminalTestbed::open_agent(
    const wmh::Assignment& assignment) {
  auto place = find(worlds_, assignment);
  if (!place) return std::move(place).error();
  return std::unique_ptr<wmh::Agent>(
      std::make_unique<TerminalAgent>(*place->world, *place->task, *place->style));
}

wmh::Outcome TerminalTestbed::outcome(const wmh::Assignment& assignment,
                                      std::span<const wmh::Step> steps) const {
  const auto place = find(worlds_, assignment);
  return place ? judge(place->task->goal, steps) : wmh::Outcome{};
}

wmh::Outcome judge(const Goal& goal, std::span<const wmh::Step> steps) {
  const bool asks = goal.proof.empty();
  json::value shown;
  for (const wmh::Step& step : steps)
    if (auto found = evidence(goal, step); !found.is_null()) shown = std::move(found);
  const bool success = shown == json::value(asks ? goal.answer : goal.output);
  return {success, {{asks ? "answer" : "proof", std::move(shown)}}};
}

std::filesystem::path data_folder() {
  return TERMINAL_DATA_FOLDER;
}

}  // namespace terminal
