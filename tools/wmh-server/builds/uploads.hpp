#pragma once

#include <wmh/error.hpp>

#include "http/message.hpp"

#include <map>
#include <mutex>

namespace wmh::server {

struct UploadOptions {
  std::filesystem::path folder{};             ///< Made where it is missing.
  std::size_t max_bytes = 512 * 1024 * 1024;  ///< Of one file.
  std::size_t max_files = 32;                 ///< At a time; the oldest gives way.
};

/// Trace files that clients sent, under names that cannot be guessed. They end with the object.
/// Callable from any thread.
class Uploads {
 public:
  explicit Uploads(UploadOptions options) : options_(std::move(options)) {}
  ~Uploads();

  /// Where the next body goes.
  BodyPlan plan();
  /// Takes a body over, which is a form with a file or the file itself; returns its name here.
  /// `name` is the file's own, of a body that is no form. Fails with errc::invalid_argument.
  Result<std::string> take(const Request& request, const std::string& name);
  /// The file of that name; nullopt when it was never sent or has given way.
  std::optional<std::filesystem::path> find(const std::string& name) const;

 private:
  Result<std::filesystem::path> unpack(const Request& request, const std::string& name);

  const UploadOptions options_;
  mutable std::mutex mutex_;
  std::map<std::string, std::filesystem::path> files_;
  std::vector<std::string> oldest_first_;
};

}  // namespace wmh::server
