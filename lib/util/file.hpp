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
/// A symbolic link stays one; pipes and devices are written to directly.
Result<Done> write_file_atomic(const std::filesystem::path& path, std::string_view bytes);

/// A file that is written front to back in large pieces. Without finish() it is left unfinished.
class FileWriter {
 public:
  static Result<FileWriter> create(const std::filesystem::path& path);
  FileWriter(FileWriter&& other) noexcept;
  FileWriter& operator=(FileWriter&& other) noexcept;
  ~FileWriter();

  Result<Done> append(std::string_view bytes);
  /// Replaces what stands at the start of the file, which must be at least as long.
  Result<Done> rewrite_start(std::string_view bytes);
  /// Flushes to disk and closes.
  Result<Done> finish();

 private:
  FileWriter(std::filesystem::path path, int fd);
  Result<Done> flush();

  std::filesystem::path path_;
  int fd_;
  std::string pending_{};
};

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
