#pragma once

#include <wmh/metering.hpp>
#include <wmh/trace_out.hpp>

#include "api/access.hpp"
#include "api/router.hpp"
#include "api/services.hpp"
#include "builds/build_endpoints.hpp"
#include "http/http_server.hpp"

namespace wmh::server {

struct ServerOptions {
  HttpOptions http{};
  AccessOptions access{};
  RequestLimits limits{};
  std::filesystem::path results{};  ///< Where eval results are; empty: none are shown.
  std::size_t max_body = 4 * 1024 * 1024;
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

/// Serves world models over HTTP (docs/http-api.md). Callable from any thread.
class Server {
 public:
  /// Listens at once. Fails as HttpServer::open.
  static Result<std::unique_ptr<Server>> open(ServerOptions options,
                                              std::vector<std::shared_ptr<ServedModel>> models);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const noexcept;
  std::span<const Route> routes() const noexcept;  ///< All that it answers on.
  Models& models() noexcept;
  HttpCounters counters() const;
  Result<Done> reload_tls();
  /// Not ready from now on; steps under way are answered. See HttpServer::drain.
  void drain(std::chrono::milliseconds patience);

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace wmh::server
