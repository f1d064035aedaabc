#pragma once

#include "llm/transport.hpp"

#include <filesystem>
#include <map>
#include <mutex>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Answers from what a RecordingTransport kept: the same request gets its records one after the
/// other. One that was not recorded, or not so often, fails with errc::not_found. Opens no
/// connection.
class ReplayingTransport final : public Transport {
 public:
  /// Fails with errc::not_found where there is no such folder.
  static Result<std::shared_ptr<Transport>> make(std::filesystem::path folder);
  explicit ReplayingTransport(std::filesystem::path folder) : folder_(std::move(folder)) {}

  asio::awaitable<HttpOutcome> send(HttpRequest request, CallOptions options) override;

 private:
  std::size_t times_asked(const HttpRequest& request);

  std::filesystem::path folder_;
  std::mutex mutex_{};                          ///< Guards what follows.
  std::map<std::string, std::size_t> asked_{};  ///< By the name of a request's first file.
};

}  // namespace detail
WMH_END_NAMESPACE
