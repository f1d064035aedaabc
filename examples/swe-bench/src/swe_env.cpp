#include "swe_env.hpp"

#include "tools/python.hpp"
#include "tools/tools.hpp"

#include <fmt/ranges.h>

namespace swe {
namespace {

constexpr std::string_view reply =
    "Nobody reads along. Repair the repository with the tools and call submit.";

template <class Request>
Result<std::string> use(Result<std::string> (*tool)(Workspace&, const Request&),
                        Workspace& workspace, const json::object& arguments) {
  const auto request = read_record<Request>(arguments);
  if (!request) return request.error();
  return tool(workspace, *request);
}

using Tool = Result<std::string> (*)(Workspace&, const json::object&);

struct NamedTool {
  std::string_view name;
  Tool call;
};

constexpr NamedTool tools[] = {
    {"edit",
     [](Workspace& w, const json::object& a) {
       return use<Edit>(edit, w, a);
     }},
    {"list_files",
     [](Workspace& w, const json::object& a) {
       return use<ListFiles>(list_files, w, a);
     }},
    {"run_tests",
     [](Workspace& w, const json::object& a) {
       return use<RunTests>(run_tests, w, a);
     }},
    {"search",
     [](Workspace& w, const json::object& a) {
       return use<Search>(search, w, a);
     }},
    {"view",
     [](Workspace& w, const json::object& a) {
       return use<View>(view, w, a);
     }},
};

}  // namespace

Result<std::unique_ptr<SweEnv>> SweEnv::open(std::string repo, Files files) {
  if (auto there = require_python(); !there) return std::move(there).error();
  return std::unique_ptr<SweEnv>(new SweEnv(std::move(repo), std::move(files)));
}

Result<wmh::EnvState> SweEnv::reset(wmh::SessionStart) {
  workspace_.reset();
  auto opened = Workspace::open(files_);
  if (!opened) return std::move(opened).error();
  workspace_.emplace(std::move(*opened));
  edited_.clear();
  submitted_ = false;
  return wmh::EnvState{{{"repo", repo_}}};
}

Result<wmh::Observation> SweEnv::step(wmh::Action action) {
  if (!workspace_)
    return wmh::Error(wmh::errc::invalid_argument, "no episode is open; call reset() first");
  if (action.kind() == wmh::ActionKind::message) return wmh::Observation{std::string(reply)};
  auto answer = call(action.name(), action.arguments());
  if (answer) return wmh::Observation{std::move(*answer)};
  return wmh::Observation{fmt::format("Error: {}: {}", action.name(), answer.error().message()),
                          true};
}

Result<std::string> SweEnv::call(std::string_view tool, const json::object& arguments) {
  if (submitted_) return refuse("the work is submitted");
  if (tool == "submit") return submit(arguments);
  for (const NamedTool& each : tools) {
    if (each.name != tool) continue;
    auto answer = each.call(*workspace_, arguments);
    if (answer && tool == "edit")
      edited_.insert(workspace_->name_of(std::string(arguments.at("path").as_string())).value());
    return answer;
  }
  return refuse("there is no such tool; have: edit, list_files, run_tests, search, submit, view");
}

Result<std::string> SweEnv::submit(const json::object& arguments) {
  const auto request = read_record<Submit>(arguments);
  if (!request) return request.error();
  if (edited_.empty()) return refuse("nothing was changed");
  submitted_ = true;
  return fmt::format("Submitted with changes in {}.\n", fmt::join(edited_, ", "));
}

}  // namespace swe
