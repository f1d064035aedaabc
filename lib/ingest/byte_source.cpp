#include "ingest/byte_source.hpp"

#include "util/file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

class FileSource final : public ByteSource {
 public:
  FileSource(const std::filesystem::path& path, std::uint64_t size)
      : ByteSource(path.string(), size) {}
  ~FileSource() override {
    if (fd_ >= 0) ::close(fd_);
  }

  Result<std::size_t> read(char* into, std::size_t size) override {
    if (fd_ < 0) fd_ = ::open(name().c_str(), O_RDONLY | O_CLOEXEC);
    if (fd_ < 0) return file_error("read", name(), errno);
    for (;;) {
      const ssize_t got = ::read(fd_, into, size);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) return file_error("read", name(), errno);
    }
  }

 private:
  int fd_ = -1;
};

class MemorySource final : public ByteSource {
 public:
  MemorySource(std::string name, std::string_view bytes)
      : ByteSource(std::move(name), bytes.size()), rest_(bytes) {}

  Result<std::size_t> read(char* into, std::size_t size) override {
    const std::size_t taken = rest_.copy(into, size);
    rest_.remove_prefix(taken);
    return taken;
  }

 private:
  std::string_view rest_;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> file_source(const std::filesystem::path& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) return file_error("read", path, errno);
  if (S_ISDIR(facts.st_mode))
    return Error(errc::invalid_argument,
                 fmt::format("{} is a folder; name the trace files in it", path.string()));
  const auto size = static_cast<std::uint64_t>(std::max<off_t>(facts.st_size, 0));
  return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(path, size));
}

std::unique_ptr<ByteSource> memory_source(std::string name, std::string_view bytes) {
  return std::make_unique<MemorySource>(std::move(name), bytes);
}

}  // namespace detail
WMH_END_NAMESPACE
