#pragma once

#include <wmh/error.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Bytes in order, with the name and the size of where they come from.
class ByteSource {
 public:
  ByteSource(std::string source_name, std::uint64_t source_size)
      : name_(std::move(source_name)), size_(source_size) {}
  virtual ~ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  const std::string& name() const noexcept { return name_; }
  std::uint64_t size() const noexcept { return size_; }  ///< 0 when it is not known.

  /// Fills `into` with up to `size` bytes; 0 at the end.
  virtual Result<std::size_t> read(char* into, std::size_t size) = 0;

 private:
  std::string name_;
  std::uint64_t size_;
};

/// A file or a pipe, opened by the first read. Fails on a missing file and on a folder.
Result<std::unique_ptr<ByteSource>> file_source(const std::filesystem::path& path);

/// `bytes` must outlive the source.
std::unique_ptr<ByteSource> memory_source(std::string name, std::string_view bytes);

}  // namespace detail
WMH_END_NAMESPACE
