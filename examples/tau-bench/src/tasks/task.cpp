#include "tasks/task.hpp"

#include "desk/load_json.hpp"

namespace tau {

Result<std::vector<Task>> load_tasks(const std::filesystem::path& file) {
  return load<std::vector<Task>>(file);
}

}  // namespace tau
