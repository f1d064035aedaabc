#include "server.hpp"

#include <atomic>

namespace wmh::server {
struct Server::Impl {
  Impl(ApplicationOptions options, std::vector<std::shared_ptr<ServedModel>> models)
      : application(watched(std::move(options)), std::move(models)) {}

  ApplicationOptions watched(ApplicationOptions options) {
    options.connections = [this] {
      const HttpServer* const open = listening;
      return open ? open->counters() : HttpCounters();
    };
    return options;
  }

  std::atomic<const HttpServer*> listening = nullptr;
  Application application;
  std::unique_ptr<HttpServer> http{};  // last: its threads use the rest
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::open(ServerOptions options,
                                             std::vector<std::shared_ptr<ServedModel>> models) {
  HttpOptions with = std::move(options.http);
  auto impl = std::make_unique<Impl>(std::move(options), std::move(models));
  auto http = HttpServer::open(std::move(with), impl->application.handler());
  if (!http) return std::move(http).error();
  impl->http = std::move(*http);
  impl->listening = impl->http.get();
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::uint16_t Server::port() const noexcept {
  return impl_->http->port();
}

std::span<const Route> Server::routes() const noexcept {
  return impl_->application.routes();
}

Models& Server::models() noexcept {
  return impl_->application.models();
}

HttpCounters Server::counters() const {
  return impl_->http->counters();
}

Result<Done> Server::reload_tls() {
  return impl_->http->reload_tls();
}

void Server::drain(std::chrono::milliseconds patience) {
  impl_->application.drain();
  impl_->http->drain(patience);
}

}  // namespace wmh::server
