#include "tasks/task.hpp"

#include <wmh/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace swe {
namespace {

namespace fs = std::filesystem;

struct TaskFile {
  std::vector<Task> tasks{};
};
BOOST_DESCRIBE_STRUCT(TaskFile, (), (tasks))

Result<std::string> read_text(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return wmh::Error(wmh::errc::not_found, fmt::format("cannot read {}", file.string()));
  return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
}

Result<std::vector<Task>> load_tasks(const fs::path& file) {
  auto text = read_text(file);
  if (!text) return std::move(text).error();
  auto value = wmh::parse_json(*text);
  if (!value) return std::move(value).error().in(file.string());
  auto read = read_record<TaskFile>(*value);
  if (!read) return std::move(read).error().in(file.string());
  return std::move(read->tasks);
}

Result<Files> load_files(const fs::path& folder) {
  Files files;
  std::error_code failure;
  fs::recursive_directory_iterator at(folder, failure);
  for (; !failure && at != fs::recursive_directory_iterator(); at.increment(failure)) {
    if (at->path().filename() == "__pycache__") at.disable_recursion_pending();
    if (!at->is_regular_file(failure)) continue;
    auto text = read_text(at->path());
    if (!text) return std::move(text).error();
    files.emplace(at->path().lexically_relative(folder).generic_string(), std::move(*text));
  }
  if (!failure && !files.empty()) return files;
  return wmh::Error(wmh::errc::not_found, fmt::format("no repository in {}", folder.string()));
}

}  // namespace

Result<std::vector<Repo>> load_repos(const fs::path& folder) {
  std::vector<Repo> repos;
  std::error_code failure;
  for (fs::directory_iterator at(folder / "tasks", failure), end; !failure && at != end;
       at.increment(failure)) {
    Repo repo{at->path().stem().string()};
    auto files = load_files(folder / "repos" / repo.name);
    if (!files) return std::move(files).error();
    repo.files = std::move(*files);
    auto tasks = load_tasks(at->path());
    if (!tasks) return std::move(tasks).error();
    repo.tasks = std::move(*tasks);
    repos.push_back(std::move(repo));
  }
  if (repos.empty())
    return wmh::Error(wmh::errc::not_found, fmt::format("no tasks in {}", folder.string()));
  std::sort(repos.begin(), repos.end(),
            [](const Repo& a, const Repo& b) { return a.name < b.name; });
  return repos;
}

Result<Files> with_bug(const Repo& repo, const Task& task) {
  Files files = repo.files;
  const auto file = files.find(task.path);
  const std::size_t at = file == files.end() ? std::string::npos : file->second.find(task.good);
  if (at == std::string::npos || file->second.find(task.good, at + 1) != std::string::npos)
    return refuse("{}: \"good\" must be in \"{}\" once", task.id, task.path);
  file->second.replace(at, task.good.size(), task.bad);
  return files;
}

}  // namespace swe
