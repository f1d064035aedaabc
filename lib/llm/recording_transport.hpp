#pragma once

#include "llm/recorded_exchange.hpp"
#include "llm/transport.hpp"

#include <filesystem>
#include <map>
#include <mutex>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Keeps what becomes of each call as a file in a folder, without credentials. Calls that were
/// cancelled are not kept. A call whose file cannot be written fails with errc::io.
class RecordingTransport final : public Transport {
 public:
  /// Creates the folder where it is missing. One with records is added to.
  static Result<std::shared_ptr<Transport>> make(std::shared_ptr<Transport> inner,
                                                 std::filesystem::path folder);
  RecordingTransport(std::shared_ptr<Transport> inner, std::filesystem::path folder)
      : inner_(std::move(inner)), folder_(std::move(folder)) {}

  asio::awaitable<HttpOutcome> send(HttpRequest request, CallOptions options) override;

 private:
  Result<Done> keep(const HttpRequest& request, const RecordedExchange& exchange);
  std::filesystem::path next_file(const HttpRequest& request);

  std::shared_ptr<Transport> inner_;
  std::filesystem::path folder_;
  std::mutex mutex_{};                         ///< Guards what follows.
  std::map<std::string, std::size_t> kept_{};  ///< By the name of a request's first file.
};

}  // namespace detail
WMH_END_NAMESPACE
