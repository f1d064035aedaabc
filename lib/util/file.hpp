#pragma once

#include <wmh/error.hpp>

#include <filesystem>
#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// errc::not_found or errc::io from errno: "cannot <verb> <path>: <reason>".
Error file_error(std::string_view verb, const std::filesystem::path& path, int error);

/// The whole file. Fails past `limit` bytes.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit = 1u << 30);

/// Creates or replaces the file and flushes it to disk.
Result<Done> write_file(const std::filesystem::path& path, std::string_view bytes);

/// Writes beside `path` and renames into place, so that readers see the old file or the new one.
Result<Done> write_file_atomic(const std::filesystem::path& path, std::string_view bytes);

/// A read-only view of a whole file; empty for an empty file.
class MappedFile {
 public:
  static Result<MappedFile> open(const std::filesystem::path& path);
  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const noexcept { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace detail
WMH_END_NAMESPACE
