#include "tasks/task.hpp"

#include <wmh/json.hpp>

#include "tasks/fields.hpp"
#include "tasks/pattern.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace terminal {
namespace {

namespace fs = std::filesystem;
using wmh::Result;

template <class T>
Result<T> finished(Fields& fields, T value) {
  if (auto error = fields.error()) return std::move(*error);
  return value;
}

wmh::Action bash(std::string command) {
  return wmh::Action::tool_call("bash", {{"command", std::move(command)}});
}

json::object read_arguments(Fields& fields) {
  const json::value* found = fields.find("arguments");
  if (found && found->is_object()) return found->get_object();
  fields.fail("arguments", "must be an object");
  return {};
}

/// The action of a move: the one of `bash`, `submit`, `write`, `say` and `call` that is there.
wmh::Action read_action(Fields& fields) {
  if (fields.find("call"))
    return wmh::Action::tool_call(fields.text("call"), read_arguments(fields));
  if (fields.find("write")) {
    json::object arguments{{"path", fields.text("write")}, {"content", fields.lines("content")}};
    return wmh::Action::tool_call("write_file", std::move(arguments));
  }
  if (fields.find("submit"))
    return wmh::Action::tool_call("submit", {{"answer", fields.text("submit")}});
  if (fields.find("say")) return wmh::Action::message(fields.text("say"));
  return bash(fields.text("bash"));
}

std::string read_pattern(Fields& fields, std::string_view name, std::string pattern) {
  if (!is_pattern(pattern)) fields.fail(name, "is not a regular expression");
  return pattern;
}

std::map<std::string, std::string> read_take(Fields& fields) {
  std::map<std::string, std::string> take;
  const json::value* found = fields.find("take");
  if (!found) return take;
  if (!found->is_object()) fields.fail("take", "must be an object");
  if (!found->is_object()) return take;
  Fields patterns(*found, fields.place("take"));
  for (const auto& each : found->get_object())
    take.emplace(each.key(), read_pattern(patterns, each.key(), patterns.text(each.key())));
  if (auto error = patterns.error()) fields.fail(std::move(*error));
  return take;
}

/// A string is a command, an object a move with more to it.
Result<Move> read_move(const json::value& value, std::string place) {
  if (value.is_string()) return Move{bash(std::string(value.get_string()))};
  Fields fields(value, std::move(place));
  Move move{read_action(fields)};
  move.take = read_take(fields);
  move.expect = read_pattern(fields, "expect", fields.optional_text("expect"));
  move.otherwise = fields.list("otherwise", read_move);
  return finished(fields, std::move(move));
}

Result<std::vector<Move>> read_way(const json::value& value, std::string place) {
  const json::value wrapped{{"way", value}};
  Fields fields(wrapped, std::move(place));
  auto way = fields.list("way", read_move);
  return finished(fields, std::move(way));
}

Result<File> read_file(const json::value& value, std::string place) {
  Fields fields(value, std::move(place));
  File file{fields.text("path"), fields.lines("content"), fields.optional_text("mode")};
  return finished(fields, std::move(file));
}

Result<Goal> read_goal(const json::value& value, std::string place) {
  Fields fields(value, std::move(place));
  Goal goal{fields.optional_text("answer"), fields.optional_text("proof"), fields.lines("output")};
  if (goal.output.ends_with('\n')) goal.output.pop_back();
  if (goal.answer.empty() == goal.proof.empty())
    fields.fail("answer", "or proof must be there, and not both");
  return finished(fields, std::move(goal));
}

Result<Task> read_task(const json::value& value, std::string place) {
  Fields fields(value, std::move(place));
  Task task{fields.text("id"), fields.text("text")};
  const json::value* found = fields.find("goal");
  auto goal = read_goal(found ? *found : json::value(), fields.place("goal"));
  if (goal)
    task.goal = std::move(*goal);
  else
    fields.fail(std::move(goal).error());
  task.look = fields.list("look", read_move);
  task.slips = fields.list("slips", read_move);
  task.ways = fields.list("ways", read_way);
  task.check = fields.list("check", read_move);
  if (task.ways.empty()) fields.fail("ways", "must hold one at least");
  return finished(fields, std::move(task));
}

Result<World> read_world(const json::value& value, std::string place) {
  Fields fields(value, std::move(place));
  World world{fields.text("world"), fields.list("files", read_file)};
  world.look = fields.list("look", read_move);
  world.browse = fields.list("browse", read_move);
  world.slips = fields.list("slips", read_move);
  world.tasks = fields.list("tasks", read_task);
  if (world.look.empty() || world.browse.empty()) fields.fail("look", "or browse is empty");
  return finished(fields, std::move(world));
}

Result<World> load_world(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return wmh::Error(wmh::errc::not_found, "cannot read " + file.string());
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  auto value = wmh::parse_json(text);
  if (!value) return std::move(value).error().in(file.string());
  return read_world(*value, file.filename().string());
}

}  // namespace

Result<std::vector<World>> load_worlds(const fs::path& folder) {
  std::error_code failure;
  std::vector<fs::path> files;
  for (fs::directory_iterator it(folder, failure), end; !failure && it != end;
       it.increment(failure))
    if (it->path().extension() == ".json") files.push_back(it->path());
  if (files.empty())
    return wmh::Error(wmh::errc::not_found, "no worlds (*.json) in " + folder.string());
  std::sort(files.begin(), files.end());
  std::vector<World> worlds;
  for (const fs::path& file : files) {
    auto world = load_world(file);
    if (!world) return std::move(world).error();
    worlds.push_back(std::move(*world));
  }
  return worlds;
}

}  // namespace terminal
