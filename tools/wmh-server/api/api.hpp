#pragma once

#include "api/access.hpp"
#include "api/endpoint.hpp"
#include "api/metrics.hpp"
#include "api/router.hpp"

#include <atomic>

namespace wmh::server {

struct ApiOptions {
  std::size_t max_body = 4 * 1024 * 1024;  ///< Bytes, where an endpoint has no other bound.
  /// Called after each answer, with the request's head but for its headers: for a log.
  std::function<void(const RequestHead&, const std::string& id, int status, double seconds)>
      answered{};
};

/// Finds the endpoint of a request and lets it answer, if the caller may call it.
class Api final : public Handler {
 public:
  /// `metrics` must outlive it.
  Api(std::vector<Endpoint> endpoints, std::shared_ptr<Access> access, Metrics& metrics,
      ApiOptions options = {});

  BodyPlan plan(const RequestHead& head) override;
  asio::awaitable<Response> handle(Request request) override;
  Response refuse(const RequestHead& head, int status, std::string_view why) override;

  const std::vector<Endpoint>& endpoints() const noexcept { return endpoints_; }

 private:
  std::string id_of(const RequestHead& head);
  std::optional<Response> refusal_of(const RequestHead& head) const;
  Response told_refusal(const RequestHead& head, Response response);
  void tell(const RequestHead& head, const std::string& id, double seconds,
            Response& response) const;

  const std::vector<Endpoint> endpoints_;
  std::vector<Route> routes_;
  const std::shared_ptr<Access> access_;
  Metrics& metrics_;
  const ApiOptions options_;
  std::atomic<std::uint64_t> next_id_;
};

}  // namespace wmh::server
