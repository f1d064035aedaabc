#pragma once

#include <wmh/error.hpp>

#include <filesystem>
#include <string>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A file that grows by whole lines, each in one write: when the process is killed all lines are
/// there but perhaps a part of the last. Not thread-safe.
class LineFile {
 public:
  /// Opens or creates; ends a line that was cut, so that the next one stands by itself.
  static Result<LineFile> open(const std::filesystem::path& path);
  LineFile(LineFile&& other) noexcept;
  LineFile& operator=(LineFile&& other) noexcept;
  ~LineFile();

  /// `line` without its line feed.
  Result<Done> add(std::string line);

 private:
  LineFile(std::filesystem::path path, int fd) : path_(std::move(path)), fd_(fd) {}

  std::filesystem::path path_;
  int fd_;
};

}  // namespace detail
WMH_END_NAMESPACE
