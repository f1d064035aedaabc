#include "tracing/span_file.hpp"

#include "util/file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// -1 where it cannot be told.
off_t size_of(int fd) noexcept {
  struct stat facts {};
  return ::fstat(fd, &facts) == 0 ? facts.st_size : -1;
}

bool ends_within_a_line(int fd) noexcept {
  const off_t size = size_of(fd);
  char last = '\n';
  return size > 0 && ::pread(fd, &last, 1, size - 1) == 1 && last != '\n';
}

Result<int> open_file(const std::filesystem::path& path) {
  // A pipe without a reader must not hold up the start.
  constexpr int flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK;
  const int fd = ::open(path.c_str(), flags, 0666);
  if (fd < 0) return file_error("open", path, errno);
  struct stat facts {};
  if (::fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode)) return fd;
  ::close(fd);
  return Error(errc::invalid_argument, fmt::format("{} is not a plain file", path.string()));
}

/// The bytes that were written; errno says why when they are not all.
std::size_t write_all(int fd, std::string_view text) noexcept {
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t wrote = ::write(fd, text.data() + written, text.size() - written);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) break;
    written += static_cast<std::size_t>(wrote);
  }
  return written;
}

}  // namespace

Result<std::unique_ptr<SpanPlace>> SpanFile::open(std::filesystem::path path) {
  std::unique_ptr<SpanFile> file(new SpanFile(std::move(path)));
  if (auto opened = file->reopen(); !opened) return std::move(opened).error();
  return std::unique_ptr<SpanPlace>(std::move(file));
}

SpanFile::~SpanFile() {
  if (fd_ >= 0) ::close(fd_);
}

Result<Done> SpanFile::reopen() {
  const auto fd = open_file(path_);
  if (!fd) return fd.error();
  if (fd_ >= 0) ::close(fd_);
  fd_ = *fd;
  cut_ = ends_within_a_line(fd_);
  return Done{};
}

Delivery SpanFile::write(const SpanQueue::Batch& batch, const Deadline&) {
  std::string text = cut_ ? "\n" : "";
  std::vector<std::size_t> ends;
  for (const EncodedStep& step : batch) {
    text.append(otlp_head()).append(step.text).append(otlp_tail()).append("\n");
    ends.push_back(text.size());
  }
  const std::size_t written = write_all(fd_, text);
  Delivery delivery;
  if (written < text.size()) delivery.failure = file_error("write", path_, errno);
  if (written > 0) cut_ = false;
  std::size_t whole = written > 0 && text.front() == '\n' ? 1 : 0;
  for (; delivery.steps < ends.size() && ends[delivery.steps] <= written; ++delivery.steps)
    whole = ends[delivery.steps];
  if (whole < written) take_back(written, whole);
  return delivery;
}

/// Not where another process has written meanwhile.
void SpanFile::take_back(std::size_t written, std::size_t whole) {
  const auto rest = static_cast<off_t>(written - whole);
  const off_t size = size_of(fd_);
  const off_t begin = size - rest;
  char before = '\n';
  const bool ours =
      size >= rest && (begin == 0 || (::pread(fd_, &before, 1, begin - 1) == 1 && before == '\n'));
  cut_ = !ours || ::ftruncate(fd_, begin) != 0;
}

}  // namespace detail
WMH_END_NAMESPACE
