#include "terminal_env.hpp"

#include "shell/shown.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace terminal {
namespace {

namespace json = wmh::json;

struct Tool {
  std::string_view name;
  std::vector<std::string_view> parameters;  ///< All of them strings that must be there.
};

const Tool* find_tool(std::string_view name) {
  static const std::array<Tool, 3> tools{
      {{"bash", {"command"}}, {"submit", {"answer"}}, {"write_file", {"path", "content"}}}};
  const auto found =
      std::find_if(tools.begin(), tools.end(), [&](const Tool& each) { return each.name == name; });
  return found == tools.end() ? nullptr : &*found;
}

wmh::Observation refused(const std::string& why) {
  return {"Error: " + why, true};
}

/// What is wrong with the arguments; empty when nothing is.
std::string complaint(const Tool& tool, const json::object& arguments) {
  for (const std::string_view parameter : tool.parameters) {
    const json::value* found = arguments.if_contains(parameter);
    if (!found) return fmt::format("{}: \"{}\" is missing", tool.name, parameter);
    if (!found->is_string())
      return fmt::format("{}: \"{}\" must be a string", tool.name, parameter);
    if (found->get_string().find('\0') != json::string::npos)
      return fmt::format("{}: \"{}\" must not hold a NUL", tool.name, parameter);
  }
  for (const auto& argument : arguments)
    if (std::find(tool.parameters.begin(), tool.parameters.end(), argument.key()) ==
        tool.parameters.end())
      return fmt::format("{}: \"{}\" is not known here", tool.name,
                         std::string_view(argument.key()));
  return {};
}

std::string text(const json::object& arguments, std::string_view name) {
  return std::string(arguments.at(name).get_string());
}

bool leads_outside(const std::filesystem::path& path) {
  return path.empty() || path.is_absolute() || !path.has_filename() ||
         std::find(path.begin(), path.end(), "..") != path.end();
}

}  // namespace

TerminalEnv::TerminalEnv(std::string world, std::vector<File> files, CommandLimits limits)
    : world_(std::move(world)), files_(std::move(files)), limits_(limits) {}

wmh::Result<wmh::Done> TerminalEnv::prepare() {
  auto made = Scratch::make(files_);
  if (!made) return std::move(made).error().in(world_);
  next_.emplace(std::move(*made));
  return wmh::Done{};
}

wmh::Result<wmh::EnvState> TerminalEnv::reset(wmh::SessionStart) {
  scratch_.reset();
  if (!next_)
    if (auto ready = prepare(); !ready) return std::move(ready).error();
  scratch_.emplace(std::move(*next_));
  next_.reset();
  return wmh::EnvState{{{"world", world_}}};
}

void TerminalEnv::close() noexcept {
  scratch_.reset();
  next_.reset();
}

wmh::Result<wmh::Observation> TerminalEnv::step(wmh::Action action) {
  if (!scratch_)
    return wmh::Error(wmh::errc::invalid_argument, "no episode is open; call reset() first");
  if (action.kind() == wmh::ActionKind::message)
    return refused("nobody reads messages here; call bash, submit or write_file");
  return call(action.name(), action.arguments());
}

wmh::Result<wmh::Observation> TerminalEnv::call(std::string_view name,
                                                const json::object& arguments) {
  const Tool* tool = find_tool(name);
  if (!tool)
    return refused(fmt::format("there is no tool \"{}\"; have: bash, submit, write_file", name));
  if (const std::string wrong = complaint(*tool, arguments); !wrong.empty()) return refused(wrong);
  if (name == "bash") return bash(text(arguments, "command"));
  if (name == "submit") return wmh::Observation{"Answer recorded."};
  return write_file(text(arguments, "path"), text(arguments, "content"));
}

wmh::Result<wmh::Observation> TerminalEnv::bash(const std::string& command) {
  auto end = run_command(command, scratch_->path(), limits_);
  if (!end) return std::move(end).error();
  return shown(*end, limits_, scratch_->path().string());
}

wmh::Observation TerminalEnv::write_file(const std::string& path, const std::string& content) {
  if (leads_outside(path))
    return refused(fmt::format(
        "write_file: \"path\" must be a file under the working directory, not \"{}\"", path));
  if (!write_text(scratch_->path() / path, content))
    return refused(
        fmt::format("write_file: cannot write \"{}\"; is there such a directory?", path));
  return {fmt::format("Wrote {} bytes to {}.", content.size(), path)};
}

}  // namespace terminal
