#include "util/file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags)
      : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  explicit operator bool() const noexcept { return fd_ >= 0; }
  int get() const noexcept { return fd_; }

 private:
  int fd_;
};

constexpr std::size_t flush_at = std::size_t{1} << 20;

/// 0, or the errno that stopped it.
int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(fd, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return 0;
}

}  // namespace

Error file_error(std::string_view verb, const std::filesystem::path& path, int error) {
  const errc code = error == ENOENT || error == ENOTDIR ? errc::not_found : errc::io;
  return {code, fmt::format("cannot {} {}: {}", verb, path.string(), std::strerror(error))};
}

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
  const Descriptor file(path, O_RDONLY);
  if (!file) return file_error("read", path, errno);
  std::string text;
  char buffer[65536];
  for (;;) {
    const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return file_error("read", path, errno);
    if (got == 0) return text;
    text.append(buffer, static_cast<std::size_t>(got));
    if (text.size() > limit)
      return Error(errc::io, fmt::format("{} is larger than {} bytes", path.string(), limit));
  }
}

Result<Done> write_file(const std::filesystem::path& path, std::string_view bytes) {
  auto file = FileWriter::create(path);
  if (!file) return file.error();
  if (auto written = file->append(bytes); !written) return written;
  return file->finish();
}

Result<Done> write_file_atomic(const std::filesystem::path& path, std::string_view bytes) {
  std::error_code failure;
  const auto status = std::filesystem::status(path, failure);
  const bool replaceable = !std::filesystem::exists(status) || is_regular_file(status);
  if (!replaceable && !is_directory(status)) return write_file(path, bytes);
  if (std::filesystem::is_symlink(path, failure) && std::filesystem::exists(status))
    return write_file_atomic(std::filesystem::canonical(path, failure), bytes);
  auto beside = path;
  beside += fmt::format(".{}.part", ::getpid());
  if (auto written = write_file(beside, bytes); !written) {
    ::unlink(beside.c_str());
    return written;
  }
  if (::rename(beside.c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(beside.c_str());
    return file_error("write", path, error);
  }
  return Done{};
}

FileWriter::FileWriter(std::filesystem::path path, int fd) : path_(std::move(path)), fd_(fd) {}

FileWriter::FileWriter(FileWriter&& other) noexcept
    : path_(std::move(other.path_)),
      fd_(std::exchange(other.fd_, -1)),
      pending_(std::move(other.pending_)) {}

FileWriter& FileWriter::operator=(FileWriter&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(fd_, other.fd_);
  std::swap(pending_, other.pending_);
  return *this;
}

FileWriter::~FileWriter() {
  if (fd_ >= 0) ::close(fd_);
}

Result<FileWriter> FileWriter::create(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return file_error("write", path, errno);
  return FileWriter(path, fd);
}

Result<Done> FileWriter::flush() {
  const int error = write_all(fd_, pending_);
  pending_.clear();
  if (error != 0) return file_error("write", path_, error);
  return Done{};
}

Result<Done> FileWriter::append(std::string_view bytes) {
  pending_ += bytes;
  if (pending_.size() < flush_at) return Done{};
  return flush();
}

Result<Done> FileWriter::rewrite_start(std::string_view bytes) {
  if (auto flushed = flush(); !flushed) return flushed;
  if (::lseek(fd_, 0, SEEK_SET) != 0) return file_error("write", path_, errno);
  const int error = write_all(fd_, bytes);
  if (error != 0) return file_error("write", path_, error);
  if (::lseek(fd_, 0, SEEK_END) < 0) return file_error("write", path_, errno);
  return Done{};
}

Result<Done> FileWriter::finish() {
  if (auto flushed = flush(); !flushed) return flushed;
  // Pipes and devices cannot be flushed and need not.
  const bool flushed_to_disk = ::fsync(fd_) == 0 || errno == EINVAL || errno == EROFS;
  if (!flushed_to_disk || ::close(std::exchange(fd_, -1)) != 0)
    return file_error("write", path_, errno);
  return Done{};
}

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const Descriptor file(path, O_RDONLY);
  if (!file) return file_error("read", path, errno);
  struct stat facts {};
  if (::fstat(file.get(), &facts) != 0) return file_error("read", path, errno);
  if (!S_ISREG(facts.st_mode)) return file_error("read", path, EISDIR);
  if (facts.st_size == 0) return MappedFile();
  const auto size = static_cast<std::size_t>(facts.st_size);
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (data == MAP_FAILED) return file_error("map", path, errno);
  MappedFile mapped;
  mapped.data_ = static_cast<const char*>(data);
  mapped.size_ = size;
  return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace detail
WMH_END_NAMESPACE
