#pragma once

#include <wmh/error.hpp>

#include <filesystem>
#include <span>
#include <string>
#include <utility>

namespace terminal {

/// A file that a scratch directory begins with; a path that ends in "/" is a directory.
struct File {
  std::string path{};  ///< Relative; missing directories on the way are made.
  std::string content{};
  std::string mode{};  ///< Octal digits, such as "755"; empty: 644, and 755 for a directory.

  bool operator==(const File&) const = default;
};

/// A directory of its own under the temporary directory, gone with the object whatever a command
/// has made of it. Distinct objects: safe. Shared objects: unsafe.
class Scratch {
 public:
  static wmh::Result<Scratch> make(std::span<const File> files);
  Scratch(Scratch&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  Scratch& operator=(Scratch&&) = delete;
  ~Scratch();

  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  explicit Scratch(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;
};

/// Writes `content` to `file`, a new one with mode 644; false where that cannot be done.
bool write_text(const std::filesystem::path& file, const std::string& content);

}  // namespace terminal
