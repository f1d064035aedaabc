#include "tau_testbed.hpp"

#include "changes.hpp"
#include "tasks/hands.hpp"
#include "tasks/scripted_agent.hpp"

namespace tau {
namespace {

constexpr std::size_t most_steps = 1000;

std::string text_in(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

const Style* find_style(std::string_view name) {
  const auto* found = std::find_if(std::begin(styles), std::end(styles),
                                   [&](const Style& each) { return each.name == name; });
  return found == std::end(styles) ? nullptr : found;
}

wmh::Error unknown(const wmh::Assignment& assignment) {
  return wmh::Error(
      wmh::errc::not_found,
      fmt::format("no task \"{}\" in a style \"{}\" at the desks",
                  text_in(assignment.metadata, "task"), text_in(assignment.metadata, "style")));
}

Result<std::vector<wmh::Step>> flawless_work(wmh::Env& env, std::string_view desk,
                                             const Task& task) {
  ScriptedAgent agent(desk, task, *find_style("careful"));
  auto episode = wmh::run_episode(env, agent, wmh::SessionStart(task.text), most_steps);
  if (!episode) return std::move(episode).error();
  if (episode->error) return std::move(*episode->error);
  return std::move(episode->steps);
}

}  // namespace

Result<std::unique_ptr<TauTestbed>> TauTestbed::open(const std::filesystem::path& data) {
  std::unique_ptr<TauTestbed> testbed(new TauTestbed(data));
  for (const std::string_view desk : desk_names)
    if (auto added = testbed->add_desk(desk); !added) return std::move(added).error();
  return testbed;
}

Result<wmh::Done> TauTestbed::add_desk(std::string_view desk) {
  auto opened = open_desk(desk, data_);
  if (!opened) return std::move(opened).error();
  const auto env = tau::open_env(desk, data_);
  if (!env) return env.error();
  for (Task& task : opened->tasks) {
    const auto steps = flawless_work(**env, desk, task);
    if (!steps) return wmh::Error(steps.error()).in(task.id);
    works_.push_back({desk, std::move(task), accepted_changes(*steps), was_granted(*steps)});
  }
  return wmh::Done{};
}

const TauTestbed::Work* TauTestbed::find(const wmh::Assignment& assignment) const {
  const std::string task = text_in(assignment.metadata, "task");
  const auto found = std::find_if(works_.begin(), works_.end(),
                                  [&](const Work& each) { return each.task.id == task; });
  return found == works_.end() ? nullptr : &*found;
}

Result<std::vector<wmh::Assignment>> TauTestbed::assignments() {
  std::vector<wmh::Assignment> all;
  for (const Work& work : works_)
    for (const Style& style : styles)
      all.push_back({trace_id(work.task, style),
                     work.task.text,
                     {},
                     {{"task", work.task.id}, {"style", style.name}}});
  return all;
}

Result<std::unique_ptr<wmh::Env>> TauTestbed::open_env(const wmh::Assignment& assignment) {
  const Work* work = find(assignment);
  if (!work) return unknown(assignment);
  auto env = tau::open_env(work->desk, data_);
  if (!env) return std::move(env).error();
  return std::unique_ptr<wmh::Env>(std::move(*env));
}

Result<std::unique_ptr<wmh::Agent>> TauTestbed::open_agent(const wmh::Assignment& assignment) {
  const Work* work = find(assignment);
  const Style* style = find_style(text_in(assignment.metadata, "style"));
  if (!work || !style) return unknown(assignment);
  return std::unique_ptr<wmh::Agent>(
      std::make_unique<ScriptedAgent>(work->desk, work->task, *style));
}

wmh::Outcome TauTestbed::outcome(const wmh::Assignment& assignment,
                                 std::span<const wmh::Step> steps) const {
  const Work* work = find(assignment);
  const auto changes = accepted_changes(steps);
  const bool as_it_should = work && (!work->granted || changes == work->changes);
  return {as_it_should && was_granted(steps), {{"changes", json::value_from(changes)}}};
}

}  // namespace tau
