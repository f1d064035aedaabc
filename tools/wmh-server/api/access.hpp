#pragma once

#include <wmh/error.hpp>

#include "http/message.hpp"

#include <chrono>
#include <functional>
#include <mutex>
#include <unordered_map>

namespace wmh::server {

/// A secret and the name under which its holder is known.
struct ApiKey {
  std::string label{};
  std::string secret{};
};

/// Reads keys, one a line: "label:secret" or "secret" (its label is then "key N"); blank lines and
/// lines that begin with '#' are skipped. Fails with errc::invalid_argument without any, or for a
/// secret of less than 16 characters.
Result<std::vector<ApiKey>> read_api_keys(const std::filesystem::path& file);

struct AccessOptions {
  std::vector<ApiKey> keys{};          ///< None: everybody may call.
  std::vector<std::string> origins{};  ///< Of pages elsewhere that may call; "*": all.
  std::vector<std::string> hosts{};    ///< Names the server is asked by; empty: any.
  double requests_per_second = 0;      ///< Of one key, or of one address; 0: no limit.
  std::function<std::chrono::steady_clock::time_point()> clock{};  ///< Null: the steady clock.
};

/// Who may call. Callable from any thread.
class Access {
 public:
  explicit Access(AccessOptions options) : options_(std::move(options)) {}

  /// The label of the caller's key, empty without keys; nullopt when none of the keys was given.
  /// The time taken does not depend on how much of a secret was right.
  std::optional<std::string> owner_of(const RequestHead& head) const;
  /// Whether a page of another site is behind the request, or another name for this server.
  bool is_foreign(const RequestHead& head) const;
  /// Takes one request from what the caller may do at present; else the seconds to wait.
  std::optional<double> over_limit(const std::string& caller);
  bool has_keys() const noexcept { return !options_.keys.empty(); }

 private:
  struct Bucket {
    double left;
    std::chrono::steady_clock::time_point filled;
  };
  const AccessOptions options_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

/// The host of an Origin or Host header, without scheme and port.
std::string_view host_of(std::string_view origin) noexcept;

}  // namespace wmh::server
