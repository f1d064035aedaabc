#pragma once

#include "desk_env.hpp"
#include "tasks/task.hpp"

namespace tau {

/// The desks by name, in the order in which they are captured.
inline constexpr std::string_view desk_names[] = {"airline", "retail"};

/// A desk with its tasks, from `<data>/<name>.json` and `<data>/<name>_tasks.json`.
struct DeskData {
  std::unique_ptr<Desk> desk;
  std::vector<Task> tasks;
};
Result<DeskData> open_desk(std::string_view name, const std::filesystem::path& data);

/// The environment of a desk.
Result<std::unique_ptr<DeskEnv>> open_env(std::string_view name, const std::filesystem::path& data);

/// Where the data of this example is: the folder it was built from.
std::filesystem::path data_folder();

}  // namespace tau
