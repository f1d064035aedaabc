#pragma once

#include "api/application.hpp"

namespace wmh::server {

struct ServerOptions : ApplicationOptions {
  HttpOptions http{};
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
