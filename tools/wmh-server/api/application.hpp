#pragma once

#include <wmh/metering.hpp>
#include <wmh/trace_out.hpp>

#include "api/access.hpp"
#include "api/router.hpp"
#include "api/services.hpp"
#include "builds/build_endpoints.hpp"
#include "http/http_server.hpp"

#include <span>

namespace wmh::server {

struct ApplicationOptions {
  AccessOptions access{};
  RequestLimits limits{};
  std::filesystem::path results{};  ///< Where eval results are; empty: none are shown.
  std::size_t max_body = 4 * 1024 * 1024;
  std::function<HttpCounters()> connections{};  ///< For /metrics; null: none.
  std::function<MeterReport()> spent{};  ///< On language models, for /metrics; null: nothing.
  /// Sessions that are kept, for /metrics; null: those in memory.
  std::function<std::size_t()> kept_sessions{};
  std::function<TraceOutCounts()> traces{};  ///< Of written steps, for /metrics; null: none are.
  Builder builder{};                         ///< Null: clients cannot have models built.
  UploadOptions uploads{};                   ///< For builds.
  /// See ApiOptions.
  std::function<void(const RequestHead&, const std::string& id, int status, double seconds)>
      answered{};
};

/// World models behind requests (docs/http-api.md), without the sockets. Callable from any thread.
class Application {
 public:
  Application(ApplicationOptions options, std::vector<std::shared_ptr<ServedModel>> models);
  ~Application();
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  /// What answers. The application must outlive it and its calls.
  std::shared_ptr<Handler> handler() const noexcept;
  std::span<const Route> routes() const noexcept;  ///< All that it answers on.
  Models& models() noexcept;
  /// Says from now on that no session may begin here.
  void drain() noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wmh::server
