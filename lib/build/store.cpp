#include <wmh/store.hpp>

#include "build/artifact.hpp"
#include "build/config.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace {

namespace fs = std::filesystem;

bool is_name_character(char c, bool first) {
  const bool alphanumeric =
      (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return alphanumeric || (!first && (c == '.' || c == '_' || c == '-'));
}

bool is_model_name(std::string_view name) {
  for (std::size_t i = 0; i < name.size(); ++i)
    if (!is_name_character(name[i], i == 0)) return false;
  return !name.empty() && name.size() <= 128;
}

/// Folders that are meant to be models; files and folders of other names are not ours.
Result<std::vector<fs::path>> model_folders(const fs::path& models) {
  std::vector<fs::path> folders;
  std::error_code failure;
  if (!fs::exists(models, failure)) return folders;
  for (auto entry = fs::directory_iterator(models, failure);
       !failure && entry != fs::directory_iterator(); entry.increment(failure))
    if (entry->is_directory() && is_model_name(entry->path().filename().string()))
      folders.push_back(entry->path());
  if (failure)
    return Error(errc::io, fmt::format("cannot list {}: {}", models.string(), failure.message()));
  std::sort(folders.begin(), folders.end());
  return folders;
}

/// Fills in what can be read; the first thing that cannot becomes the problem.
void inspect(ModelInfo& info) {
  const detail::ArtifactPaths paths(info.path);
  const auto problem = [&](const Error& error) {
    if (info.problem.empty()) info.problem = error.message();
  };
  if (auto config = detail::read_config(paths.config())) {
    info.serve_provider = config->serve_provider;
    info.serve_model = config->serve_model();
  } else {
    problem(config.error());
  }
  if (auto metrics = detail::read_metrics(paths.metrics())) {
    info.held_out_accuracy = metrics->held_out_accuracy;
    info.rollouts_used = metrics->rollouts_used;
  } else {
    problem(metrics.error());
  }
  if (auto frontier = detail::read_frontier(paths.frontier()))
    info.frontier_size = frontier->size();
  else
    problem(frontier.error());
  if (auto rows = detail::check_index(paths))
    info.steps = *rows;
  else
    problem(rows.error());
}

std::string names_of(const std::vector<fs::path>& folders) {
  std::string names;
  for (const fs::path& folder : folders)
    names += (names.empty() ? "" : ", ") + folder.filename().string();
  return names.empty() ? "(none)" : names;
}

}  // namespace

Result<Done> check_model_name(std::string_view name) {
  if (is_model_name(name)) return Done{};
  return Error(errc::invalid_argument,
               fmt::format("'{}' cannot name a model; use at most 128 letters, digits, '.', '_' "
                           "and '-', beginning with a letter or a digit",
                           name));
}

WorldModelStore::WorldModelStore(fs::path root) : root_(std::move(root)) {}

Result<fs::path> WorldModelStore::resolve(std::optional<std::string_view> name) const {
  if (name)
    if (auto named = check_model_name(*name); !named) return named.error();
  auto folders = model_folders(models());
  if (!folders) return folders.error();
  if (name) {
    for (const fs::path& folder : *folders)
      if (folder.filename() == *name) return folder;
    return Error(errc::not_found, fmt::format("no world model '{}' under {}; have: {}", *name,
                                              models().string(), names_of(*folders)));
  }
  if (folders->empty())
    return Error(errc::not_found,
                 fmt::format("no world model under {}; build one first", models().string()));
  if (folders->size() > 1)
    return Error(errc::invalid_argument, fmt::format("several world models under {}: {}; say which",
                                                     models().string(), names_of(*folders)));
  return folders->front();
}

Result<std::vector<ModelInfo>> WorldModelStore::list() const {
  auto folders = model_folders(models());
  if (!folders) return folders.error();
  std::vector<ModelInfo> infos;
  for (const fs::path& folder : *folders) {
    ModelInfo info;
    info.name = folder.filename().string();
    info.path = folder;
    inspect(info);
    infos.push_back(std::move(info));
  }
  return infos;
}

WMH_END_NAMESPACE
