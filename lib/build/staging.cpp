#include "build/staging.hpp"

#include "util/file.hpp"
#include "util/random_id.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffix = ".building";

int open_folder(const fs::path& folder) {
  return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/// An open, locked folder; -1 when it is gone or somebody else's.
int lock_folder(const fs::path& folder) {
  const int fd = open_folder(folder);
  if (fd < 0) return -1;
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
  ::close(fd);
  return -1;
}

Result<Done> sync_folder(const fs::path& folder) {
  const int fd = open_folder(folder);
  if (fd < 0) return file_error("open", folder, errno);
  const int error = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  // Some file systems cannot flush a folder and need not.
  if (error != 0 && error != EINVAL) return file_error("flush", folder, error);
  return Done{};
}

Result<Done> sync_tree(const fs::path& root) {
  std::error_code failure;
  for (const auto& entry : fs::recursive_directory_iterator(root, failure))
    if (entry.is_directory())
      if (auto synced = sync_folder(entry.path()); !synced) return synced;
  return sync_folder(root);
}

void remove_abandoned(const fs::path& models) {
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(models, failure)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with('.') || !name.ends_with(suffix)) continue;
    const int lock = lock_folder(entry.path());
    if (lock < 0) continue;
    std::error_code ignored;
    fs::remove_all(entry.path(), ignored);
    ::close(lock);
  }
}

/// The topmost folder of `path` that does not exist yet.
fs::path first_missing(const fs::path& path) {
  fs::path missing;
  std::error_code failure;
  for (fs::path at = path; !at.empty() && !fs::exists(at, failure); at = at.parent_path())
    missing = at;
  return missing;
}

/// Renames `from` over the folder `to`. The first form is one step of the file system; the second,
/// for file systems without it, puts the old folder back when it fails.
int exchange(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_EXCHANGE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) return errno;
  fs::path aside = from;
  aside += ".old";
  if (::rename(to.c_str(), aside.c_str()) != 0) return errno;
  if (::rename(from.c_str(), to.c_str()) == 0) return ::rename(aside.c_str(), from.c_str()), 0;
  const int error = errno;
  ::rename(aside.c_str(), to.c_str());
  return error;
}

}  // namespace

Result<Staging> Staging::create(const fs::path& models, std::string_view name) {
  const fs::path made_root = first_missing(models);
  std::error_code failure;
  fs::create_directories(models, failure);
  if (failure) return file_error("create", models, failure.value());
  remove_abandoned(models);
  // Another builder may take the folder for abandoned before it is locked; then there is a next.
  for (int attempt = 0; attempt < 8; ++attempt) {
    const fs::path path = models / fmt::format(".{}.{}{}", name, random_id().substr(0, 8), suffix);
    fs::create_directory(path, failure);
    if (failure) return file_error("create", path, failure.value());
    if (const int lock = lock_folder(path); lock >= 0) return Staging(made_root, path, lock);
  }
  return file_error("lock a folder in", models, errno);
}

Staging::Staging(Staging&& other) noexcept
    : made_root_(std::move(other.made_root_)),
      path_(std::exchange(other.path_, fs::path())),
      lock_(std::exchange(other.lock_, -1)),
      published_(other.published_) {}

Staging::~Staging() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
  if (lock_ >= 0) ::close(lock_);
  if (published_ || path_.empty() || made_root_.empty()) return;
  // Nothing was built, so the folders made for it go as well, unless others use them by now.
  for (fs::path at = path_.parent_path(); at.string().size() >= made_root_.string().size();
       at = at.parent_path())
    if (!fs::remove(at, ignored)) return;
}

Result<Done> Staging::publish(const fs::path& target) {
  if (auto synced = sync_tree(path_); !synced) return synced;
  const int first =
      ::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) == 0 ? 0
                                                                                            : errno;
  const int error = first == 0 ? 0 : exchange(path_, target);
  if (error != 0) return file_error("put the model in place as", target, error);
  published_ = true;
  return sync_folder(target.parent_path());
}

}  // namespace detail
WMH_END_NAMESPACE
