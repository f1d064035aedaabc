#pragma once

#include "json/refuse.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace swe {

/// The texts of a repository by path.
using Files = std::map<std::string, std::string>;

/// No file of a repository may be larger.
inline constexpr std::size_t most_file_bytes = 256 * 1024;

/// A repository in a scratch folder, which goes away with the object.
///
/// Paths are those of tools: relative to the repository, with '/'. One that leads out of it, by
/// ".." or through a link, is refused. Distinct objects: safe. Shared objects: unsafe.
class Workspace {
 public:
  /// Makes the folder and writes the files.
  static Result<Workspace> open(const Files& files);
  Workspace(Workspace&& other) noexcept : root_(std::exchange(other.root_, {})) {}
  Workspace& operator=(Workspace&& other) noexcept;
  ~Workspace();

  const std::filesystem::path& root() const noexcept { return root_; }

  /// What a tool calls `path` once it is known to be there: without "." and "..", "." the root.
  Result<std::string> name_of(const std::string& path) const;
  /// The files under a folder, or the one file, sorted; links are left out.
  Result<std::vector<std::string>> files(const std::string& path) const;
  Result<std::string> read(const std::string& path) const;
  Result<wmh::Done> write(const std::string& path, std::string_view text);

 private:
  explicit Workspace(std::filesystem::path root) : root_(std::move(root)) {}
  Result<std::filesystem::path> file_at(const std::string& path) const;

  std::filesystem::path root_;
};

}  // namespace swe
