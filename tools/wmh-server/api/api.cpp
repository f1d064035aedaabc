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

/// Asked before the body is read: the connection stays usable only without a body.
BodyPlan refused(Response response) {
  return {.limit = 0, .file = {}, .refusal = std::move(response)};
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

Response Api::refuse(int status, std::string_view why) {
  return refusal(status, why);
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
  if (auto response = refusal_of(head)) return refused(std::move(*response));
  const RouteMatch match = find_route(routes_, head.method, head.path);
  if (!match.route) return refused(unrouted(match));
  const Endpoint& endpoint = endpoints_[*match.route];
  return endpoint.plan ? endpoint.plan(head) : BodyPlan{.limit = options_.max_body};
}

asio::awaitable<Response> Api::handle(Request request) {
  const auto begin = std::chrono::steady_clock::now();
  std::string id = given_id(request.head);
  if (id.empty()) id = fmt::format("{:016x}", next_id_.fetch_add(1, std::memory_order_relaxed));
  RequestHead head = options_.answered ? request.head : RequestHead();
  RouteMatch match = find_route(routes_, request.head.method, request.head.path);
  Response response;
  std::string_view pattern = "none";
  if (match.route) {
    const Endpoint& endpoint = endpoints_[*match.route];
    pattern = endpoint.pattern;
    Call call;
    call.owner = access_->owner_of(request.head).value_or("");
    call.request = std::move(request);
    call.path = std::move(match.captured);
    call.id = id;
    auto answering = endpoint.answer(std::move(call));
    response = co_await std::move(answering);
  } else {
    response = unrouted(match);
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  metrics_.count_request(pattern, response.status, took.count());
  if (options_.answered) options_.answered(head, id, response.status, took.count());
  response.headers.emplace_back("X-Request-Id", std::move(id));
  co_return response;
}

}  // namespace wmh::server
