#include "http/http_server.hpp"

#include "http/listener.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wmh::server {
namespace {

using asio::ip::tcp;

std::size_t thread_count(std::size_t asked) {
  return asked > 0 ? asked : std::max(1u, std::thread::hardware_concurrency());
}

Error cannot_listen(const HttpOptions& options, const boost::system::error_code& failed) {
  return Error(errc::io, fmt::format("cannot listen on {} port {}: {}; choose another host or port",
                                     options.host, options.port, failed.message()));
}

/// An IPv4 address comes first: for "localhost" it is the one that all clients try.
Result<std::vector<tcp::endpoint>> look_up(const HttpOptions& options) {
  asio::io_context context;
  tcp::resolver resolver(context);
  boost::system::error_code failed;
  const auto found =
      resolver.resolve(options.host, std::to_string(options.port), tcp::resolver::passive, failed);
  if (failed) return cannot_listen(options, failed);
  std::vector<tcp::endpoint> endpoints(found.begin(), found.end());
  std::stable_partition(endpoints.begin(), endpoints.end(),
                        [](const tcp::endpoint& each) { return each.address().is_v4(); });
  return endpoints;
}

using Workers = std::vector<std::unique_ptr<Worker>>;

Workers make_workers(Shared& shared) {
  Workers workers(thread_count(shared.options.threads));
  for (auto& worker : workers)
    worker = std::make_unique<Worker>(shared);
  return workers;
}

/// Waits until all have done what they are told.
void await_each(const Workers& workers, std::future<void> (Worker::*tell)()) {
  std::vector<std::future<void>> told;
  for (const auto& worker : workers)
    told.push_back((*worker.*tell)());
  for (auto& each : told)
    each.wait();
}

}  // namespace

struct HttpServer::Impl {
  Impl(HttpOptions options, std::shared_ptr<Handler> handler)
      : shared(std::move(options), std::move(handler)) {}
  ~Impl();

  Result<Done> load_tls();

  Shared shared;
  const Workers workers = make_workers(shared);
  Listener listener{shared, workers};
  std::uint16_t port = 0;
};

HttpServer::Impl::~Impl() {
  listener.close();
  for (const auto& worker : workers)
    worker->stop();
  for (const auto& worker : workers)
    worker->join();
}

Result<Done> HttpServer::Impl::load_tls() {
  const HttpOptions& options = shared.options;
  if (options.tls_certificate.empty()) return Done{};
  auto context = make_tls_context(options.tls_certificate, options.tls_key);
  if (!context) return std::move(context).error();
  shared.tls.set(std::move(*context));
  return Done{};
}

Result<std::unique_ptr<HttpServer>> HttpServer::open(HttpOptions options,
                                                     std::shared_ptr<Handler> handler) {
  const auto endpoints = look_up(options);
  if (!endpoints) return endpoints.error();
  auto impl = std::make_unique<Impl>(std::move(options), std::move(handler));
  if (auto loaded = impl->load_tls(); !loaded) return std::move(loaded).error();
  boost::system::error_code failed = asio::error::host_not_found;
  for (const auto& endpoint : *endpoints)
    if (failed) failed = impl->listener.listen(endpoint);
  if (failed) return cannot_listen(impl->shared.options, failed);
  impl->port = impl->listener.listens_at().port();
  impl->listener.start();
  for (const auto& worker : impl->workers)
    worker->start();
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::~HttpServer() = default;

std::uint16_t HttpServer::port() const noexcept {
  return impl_->port;
}

HttpCounters HttpServer::counters() const {
  HttpCounters sum;
  sum.accepted = impl_->listener.accepted();
  sum.refused = impl_->listener.refused();
  for (const auto& worker : impl_->workers) {
    const ThreadCounters& each = worker->counters();
    sum.connections += each.connections;
    sum.requests += each.requests;
    sum.bad_requests += each.bad_requests;
    sum.in_flight += each.in_flight;
  }
  return sum;
}

Result<Done> HttpServer::reload_tls() {
  return impl_->load_tls();
}

void HttpServer::drain(std::chrono::milliseconds patience) {
  impl_->listener.close().wait();
  await_each(impl_->workers, &Worker::drain);
  Shared& shared = impl_->shared;
  std::unique_lock lock(shared.mutex);
  const bool all_closed =
      shared.all_closed.wait_for(lock, patience, [&] { return shared.open == 0; });
  lock.unlock();
  if (!all_closed) await_each(impl_->workers, &Worker::cut);
}

}  // namespace wmh::server
