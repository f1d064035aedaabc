#pragma once

#include "json/read_json.hpp"
#include "workspace/workspace.hpp"

namespace swe {

/// A bug in a repository and what is known about it.
struct Task {
  std::string id{};
  std::string issue{};                ///< What a user of the repository noticed.
  std::string path{};                 ///< The file with the bug.
  std::string good{};                 ///< What the file says without the bug, once.
  std::string bad{};                  ///< What it says instead, once.
  std::string wrong{};                ///< In the place of `bad`: a repair that the tests refuse.
  std::vector<std::string> search{};  ///< What one would search for.
};
BOOST_DESCRIBE_STRUCT(Task, (), (id, issue, path, good, bad, wrong, search))

/// A repository as it works, and its tasks.
struct Repo {
  std::string name{};
  Files files{};
  std::vector<Task> tasks{};
};

/// Every repository of a folder that has `repos/<name>/` and `tasks/<name>.json`, by name.
Result<std::vector<Repo>> load_repos(const std::filesystem::path& folder);

/// The files of a repository with a task's bug in them.
Result<Files> with_bug(const Repo& repo, const Task& task);

}  // namespace swe
