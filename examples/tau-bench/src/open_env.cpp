#include "open_env.hpp"

#include "airline/airline_desk.hpp"
#include "retail/retail_desk.hpp"

namespace tau {

Result<DeskData> open_desk(std::string_view name, const std::filesystem::path& data) {
  const bool known =
      std::find(std::begin(desk_names), std::end(desk_names), name) != std::end(desk_names);
  if (!known)
    return wmh::Error(wmh::errc::not_found,
                      fmt::format("no desk \"{}\"; have: {}", name, fmt::join(desk_names, ", ")));
  const auto file = data / fmt::format("{}.json", name);
  auto desk = name == "airline" ? airline::open_desk(file) : retail::open_desk(file);
  if (!desk) return std::move(desk).error();
  auto tasks = load_tasks(data / fmt::format("{}_tasks.json", name));
  if (!tasks) return std::move(tasks).error();
  return DeskData{std::move(*desk), std::move(*tasks)};
}

Result<std::unique_ptr<DeskEnv>> open_env(std::string_view name,
                                          const std::filesystem::path& data) {
  auto opened = open_desk(name, data);
  if (!opened) return std::move(opened).error();
  std::map<std::string, CustomerScript> customers;
  for (Task& task : opened->tasks)
    customers.emplace(task.text, std::move(task.customer));
  return std::make_unique<DeskEnv>(std::move(opened->desk), std::move(customers));
}

std::filesystem::path data_folder() {
  return TAU_DATA_FOLDER;
}

}  // namespace tau
