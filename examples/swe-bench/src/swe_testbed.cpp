#include "swe_testbed.hpp"

#include "agents/scripted_agent.hpp"
#include "outcome.hpp"
#include "swe_env.hpp"
#include "tasks/stable_hash.hpp"

namespace swe {
namespace {

/// 32 hexadecimal digits that stand for a task done in a style.
std::string trace_id(const Task& task, const Style& style) {
  const std::string key = fmt::format("{}/{}", task.id, style.name);
  return fmt::format("{:016x}{:016x}", stable_hash(key), stable_hash(key, 0x9e3779b97f4a7c15));
}

std::string_view noted(const wmh::Assignment& assignment, std::string_view key) {
  const json::value* found = assignment.metadata.if_contains(key);
  return found && found->is_string() ? std::string_view(found->get_string()) : "";
}

}  // namespace

Result<std::unique_ptr<SweTestbed>> SweTestbed::open(const std::filesystem::path& folder) {
  auto repos = load_repos(folder);
  if (!repos) return std::move(repos).error();
  return std::unique_ptr<SweTestbed>(new SweTestbed(std::move(*repos)));
}

Result<std::vector<wmh::Assignment>> SweTestbed::assignments() {
  std::vector<wmh::Assignment> all;
  for (const Repo& repo : repos_)
    for (const Task& task : repo.tasks)
      for (const Style& style : styles)
        all.push_back({trace_id(task, style),
                       task.issue,
                       {{{"repo", repo.name}}},
                       {{"task", task.id}, {"style", style.name}}});
  return all;
}

Result<SweTestbed::Work> SweTestbed::find(const wmh::Assignment& assignment) const {
  const std::string_view id = noted(assignment, "task");
  for (const Repo& repo : repos_)
    for (const Task& task : repo.tasks)
      if (task.id == id) return Work{&repo, &task};
  return wmh::Error(wmh::errc::not_found, fmt::format("no task \"{}\" here", id));
}

Result<std::unique_ptr<wmh::Env>> SweTestbed::open_env(const wmh::Assignment& assignment) {
  const auto work = find(assignment);
  if (!work) return work.error();
  auto files = with_bug(*work->repo, *work->task);
  if (!files) return std::move(files).error();
  auto env = SweEnv::open(work->repo->name, std::move(*files));
  if (!env) return std::move(env).error();
  return std::unique_ptr<wmh::Env>(std::move(*env));
}

Result<std::unique_ptr<wmh::Agent>> SweTestbed::open_agent(const wmh::Assignment& assignment) {
  const auto work = find(assignment);
  if (!work) return work.error();
  for (const Style& style : styles)
    if (style.name == noted(assignment, "style"))
      return std::unique_ptr<wmh::Agent>(std::make_unique<ScriptedAgent>(*work->task, style));
  return wmh::Error(wmh::errc::not_found,
                    fmt::format("no style \"{}\" here", noted(assignment, "style")));
}

wmh::Outcome SweTestbed::outcome(const wmh::Assignment&, std::span<const wmh::Step> steps) const {
  return swe::outcome(steps);
}

std::filesystem::path data_folder() {
  return SWE_FOLDER;
}

}  // namespace swe
