#include "api/api.hpp"

#include "api/answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace wmh::server {
namespace {

constexpr std::size_t longest_id = 64;

bool may_be_in_id(char each) {
  return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
         (each >= '0' && each <= '9') || each == '-' || each == '_' || each == '.';
}

/// The id that a client gave its request, if it is fit to be in a log; else empty.
std::string given_id(const RequestHead& head) {
  const std::string_view given = head.header("X-Request-Id");
  const bool fit =
      given.size() <= longest_id && std::all_of(given.begin(), given.end(), may_be_in_id);
  return fit ? std::string(given) : std::string();
}

std::uint64_t first_id() {
  return static_cast<std::uint64_t>(std::random_device()()) << 32;
}

/// What is asked of everybody, such as by a load balancer, or leads to a place to enter a key.
bool is_open(std::string_view path) {
  return path == "/" || path == "/healthz" || path == "/readyz" || path == "/docs" ||
         path == "/openapi.json" || path.starts_with("/assets/");
}

RequestHead without_headers(const RequestHead& head) {
  return {.method = head.method,
          .path = head.path,
          .query = head.query,
          .peer = head.peer,
          .tls = head.tls};
}

Response unrouted(const RouteMatch& match) {
  if (match.allowed.empty()) return refusal(404, "Not Found");
  Response response = refusal(405, "Method Not Allowed");
  response.headers.emplace_back("Allow", fmt::format("{}", fmt::join(match.allowed, ", ")));
  return response;
}

}  // namespace

Api::Api(std::vector<Endpoint> endpoints, std::shared_ptr<Access> access, Metrics& metrics,
         ApiOptions options)
    : endpoints_(std::move(endpoints)),
      access_(std::move(access)),
      metrics_(metrics),
      options_(std::move(options)),
      next_id_(first_id()) {
  for (const Endpoint& each : endpoints_)
    routes_.push_back({each.method, each.pattern});
}

std::string Api::id_of(const RequestHead& head) {
  std::string id = given_id(head);
  if (id.empty()) id = fmt::format("{:016x}", next_id_.fetch_add(1, std::memory_order_relaxed));
  return id;
}

Response Api::refuse(const RequestHead& head, int status, std::string_view why) {
  return told_refusal(head, refusal(status, why));
}

std::optional<Response> Api::refusal_of(const RequestHead& head) const {
  if (access_->is_foreign(head))
    return refusal(403,
                   "pages of other origins, and other names of this server, may not call it; "
                   "see --allow-origin and --allow-host");
  if (is_open(head.path)) return std::nullopt;
  const auto owner = access_->owner_of(head);
  if (!owner) {
    Response response = refusal(401, "an API key is needed: Authorization: Bearer KEY");
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
  }
  const auto wait = access_->over_limit(access_->has_keys() ? *owner : head.peer);
  if (!wait) return std::nullopt;
  Response response = refusal(429, "too many requests; slow down");
  response.headers.emplace_back("Retry-After", fmt::format("{}", std::ceil(*wait)));
  return response;
}

BodyPlan Api::plan(const RequestHead& head) {
  BodyPlan plan{.limit = options_.max_body};
  plan.refusal = refusal_of(head);
  if (!plan.refusal) {
    const RouteMatch match = find_route(routes_, head.method, head.path);
    if (!match.route)
      plan.refusal = unrouted(match);
    else if (const Endpoint& endpoint = endpoints_[*match.route]; endpoint.plan)
      plan = endpoint.plan(head);
  }
  if (plan.refusal) plan.refusal = told_refusal(head, std::move(*plan.refusal));
  return plan;
}

asio::awaitable<Response> Api::handle(Request request) {
  const auto begin = std::chrono::steady_clock::now();
  const std::string id = id_of(request.head);
  const RequestHead head = without_headers(request.head);
  RouteMatch match = find_route(routes_, head.method, head.path);
  const Endpoint& endpoint = endpoints_[match.route.value()];
  Call call;
  call.owner = access_->owner_of(request.head).value_or("");
  call.request = std::move(request);
  call.path = std::move(match.captured);
  call.id = id;
  auto answering = endpoint.answer(std::move(call));
  Response response = co_await std::move(answering);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  metrics_.count_request(endpoint.pattern, response.status, took.count());
  tell(head, id, took.count(), response);
  co_return response;
}

Response Api::told_refusal(const RequestHead& head, Response response) {
  metrics_.count_refusal(response.status);
  tell(head, id_of(head), 0, response);
  return response;
}

void Api::tell(const RequestHead& head, const std::string& id, double seconds,
               Response& response) const {
  if (options_.answered) options_.answered(head, id, response.status, seconds);
  response.headers.emplace_back("X-Request-Id", id);
}

}  // namespace wmh::server
