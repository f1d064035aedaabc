#include "shell/scratch.hpp"

#include <charconv>
#include <fstream>
#include <stdlib.h>

namespace terminal {
namespace fs = std::filesystem;
namespace {

wmh::Error cannot(std::string_view what, const fs::path& path) {
  return wmh::Error(wmh::errc::io,
                    "cannot " + std::string(what) + " " + path.string() + ": is there space?");
}

fs::perms mode_of(const File& file) {
  unsigned bits = file.path.ends_with('/') ? 0755 : 0644;
  std::from_chars(file.mode.data(), file.mode.data() + file.mode.size(), bits, 8);
  return fs::perms(bits);
}

/// Modes are set and not left to the umask of this process.
bool put(const fs::path& root, const File& file) {
  std::error_code failure;
  fs::path made = root;
  for (const fs::path& part : fs::path(file.path).parent_path()) {
    made /= part;
    if (!fs::create_directory(made, failure)) continue;
    fs::permissions(made, fs::perms(0755), failure);
  }
  const fs::path path = root / file.path;
  if (!file.path.ends_with('/') && !write_text(path, file.content)) return false;
  fs::permissions(path, mode_of(file), failure);
  return !failure;
}

/// What a directory without permissions holds cannot be removed.
void open_up(const fs::path& folder) {
  std::error_code failure;
  fs::permissions(folder, fs::perms::owner_all, fs::perm_options::add, failure);
  for (fs::directory_iterator it(folder, failure), end; !failure && it != end;
       it.increment(failure))
    if (it->symlink_status(failure).type() == fs::file_type::directory) open_up(it->path());
}

}  // namespace

bool write_text(const fs::path& file, const std::string& content) {
  std::error_code failure;
  const bool fresh = !fs::exists(file, failure);
  std::ofstream out(file, std::ios::binary);
  out << content;
  if (!out.flush()) return false;
  if (fresh) fs::permissions(file, fs::perms(0644), failure);
  return !failure;
}

wmh::Result<Scratch> Scratch::make(std::span<const File> files) {
  std::error_code failure;
  std::string name = (fs::temp_directory_path(failure) / "terminal-XXXXXX").string();
  if (failure || !::mkdtemp(name.data())) return cannot("make a directory like", name);
  Scratch scratch{fs::path(name)};
  // The name of a path has to be the one that commands see.
  scratch.path_ = fs::canonical(name, failure);
  fs::permissions(scratch.path_, fs::perms(0755), failure);
  for (const File& file : files)
    if (!put(scratch.path_, file)) return cannot("write", scratch.path_ / file.path);
  return scratch;
}

Scratch::~Scratch() {
  if (path_.empty()) return;
  std::error_code failure;
  open_up(path_);
  fs::remove_all(path_, failure);
}

}  // namespace terminal
