#include "util/line_file.hpp"

#include "util/file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

bool ends_in_a_line(int fd) {
  struct stat facts {};
  if (::fstat(fd, &facts) != 0 || facts.st_size == 0) return true;
  char last = 0;
  return ::pread(fd, &last, 1, facts.st_size - 1) == 1 && last == '\n';
}

}  // namespace

Result<LineFile> LineFile::open(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (fd < 0) return file_error("open", path, errno);
  LineFile file(path, fd);
  if (!ends_in_a_line(fd))
    if (auto ended = file.add(""); !ended) return ended.error();
  return file;
}

LineFile::LineFile(LineFile&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)) {}
LineFile& LineFile::operator=(LineFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(fd_, other.fd_);
  return *this;
}
LineFile::~LineFile() {
  if (fd_ >= 0) ::close(fd_);
}

Result<Done> LineFile::add(std::string line) {
  line += '\n';
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t wrote = ::write(fd_, rest.data(), rest.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return file_error("write", path_, errno);
    rest.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return Done{};
}

}  // namespace detail
WMH_END_NAMESPACE
