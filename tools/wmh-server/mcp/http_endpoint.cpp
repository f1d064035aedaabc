#include "mcp/http_endpoint.hpp"

#include "mcp/http_answers.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <random>

namespace wmh::mcp {
namespace {

constexpr std::string_view id_header = "Mcp-Session-Id";

std::string random_id() {
  std::random_device source;
  std::string id;
  for (int word = 0; word < 4; ++word)
    id += fmt::format("{:08x}", source());
  return id;
}

/// Ends on the session's executor, which keeps the session until then.
void end_there(std::shared_ptr<Session> session) {
  asio::dispatch(session->executor(), [session] { session->end(); });
}

server::Response no_session() {
  return refusal(404, session_not_found, "there is no such session: initialize another");
}

server::Response not_allowed() {
  server::Response response = refusal(405, invalid_request, "POST messages here");
  response.headers.emplace_back("Allow", "POST, DELETE");
  return response;
}

}  // namespace

/// Keeps a session from expiring while a request of it is answered.
class HttpEndpoint::Use {
 public:
  Use(HttpEndpoint& endpoint, std::string id) : endpoint_(endpoint), id_(std::move(id)) {}
  ~Use() { endpoint_.release(id_); }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;

 private:
  HttpEndpoint& endpoint_;
  std::string id_;
};

/// Room for a session while it begins.
class HttpEndpoint::Place {
 public:
  explicit Place(HttpEndpoint& endpoint) : endpoint_(endpoint), taken_(endpoint.make_room()) {}
  ~Place() {
    if (taken_) endpoint_.give_back_room();
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  bool taken() const noexcept { return taken_; }

 private:
  HttpEndpoint& endpoint_;
  bool taken_;
};

HttpEndpoint::HttpEndpoint(asio::any_io_executor executor,
                           std::shared_ptr<const Environment> environment,
                           HttpSessionOptions options)
    : executor_(std::move(executor)),
      environment_(std::move(environment)),
      options_(std::move(options)) {}

HttpEndpoint::~HttpEndpoint() {
  for (auto& [id, entry] : sessions_)
    end_there(std::move(entry.session));
}

std::size_t HttpEndpoint::session_count() const {
  std::lock_guard lock(mutex_);
  return sessions_.size();
}

HttpEndpoint::Time HttpEndpoint::now() const {
  return options_.clock ? options_.clock() : std::chrono::steady_clock::now();
}

bool HttpEndpoint::expired(const Entry& entry) const {
  return entry.requests == 0 && now() - entry.used > options_.idle_expiry;
}

asio::awaitable<server::Response> HttpEndpoint::handle(server::Request request) {
  if (request.head.method == "DELETE") co_return remove(request.head);
  if (request.head.method != "POST") co_return not_allowed();
  auto response = co_await post(std::move(request));
  co_return response;
}

asio::awaitable<server::Response> HttpEndpoint::post(server::Request request) {
  if (auto problem = problem_of(request.head)) co_return std::move(*problem);
  const bool events = wants_events(request.head);
  Incoming incoming = read_incoming(request.body);
  const Message& first = incoming.messages.front();
  if (first.kind == Message::Kind::invalid && !incoming.batch && first.id.is_null())
    co_return refusal(400, first.code, first.problem);
  std::string id(request.head.header(id_header));
  if (!id.empty()) {
    auto response = co_await go_on(std::move(id), std::move(incoming), events);
    co_return response;
  }
  if (!incoming.is_initialize())
    co_return refusal(400, invalid_request,
                      "the header Mcp-Session-Id is missing: initialize, then send it");
  auto response = co_await begin(std::move(incoming), events);
  co_return response;
}

asio::awaitable<server::Response> HttpEndpoint::begin(Incoming incoming, bool events) {
  const Place place(*this);
  if (!place.taken())
    co_return refusal(503, internal_error, "there are too many MCP sessions; try again later");
  auto session = std::make_shared<Session>(executor_, environment_);
  auto answering = asio::co_spawn(session->executor(), session->answer(std::move(incoming)),
                                  asio::use_awaitable);
  auto answer = co_await std::move(answering);
  server::Response response = answered(answer.value_or(nullptr), events);
  if (session->initialized()) response.headers.emplace_back(id_header, add(std::move(session)));
  co_return response;
}

asio::awaitable<server::Response> HttpEndpoint::go_on(std::string id, Incoming incoming,
                                                      bool events) {
  std::shared_ptr<Session> session = acquire(id);
  if (!session) co_return no_session();
  const Use use(*this, std::move(id));
  auto answering = asio::co_spawn(session->executor(), session->answer(std::move(incoming)),
                                  asio::use_awaitable);
  auto answer = co_await std::move(answering);
  if (!answer) co_return accepted();
  co_return answered(*answer, events);
}

server::Response HttpEndpoint::remove(const server::RequestHead& head) {
  const std::string id(head.header(id_header));
  if (id.empty()) return refusal(400, invalid_request, "the header Mcp-Session-Id is missing");
  std::lock_guard lock(mutex_);
  const auto found = sessions_.find(id);
  if (found == sessions_.end()) return no_session();
  end_there(std::move(found->second.session));
  sessions_.erase(found);
  server::Response response;
  response.status = 204;
  return response;
}

std::shared_ptr<Session> HttpEndpoint::acquire(const std::string& id) {
  std::lock_guard lock(mutex_);
  const auto found = sessions_.find(id);
  if (found == sessions_.end()) return nullptr;
  if (expired(found->second)) {
    end_there(std::move(found->second.session));
    sessions_.erase(found);
    return nullptr;
  }
  ++found->second.requests;
  return found->second.session;
}

void HttpEndpoint::release(const std::string& id) {
  std::lock_guard lock(mutex_);
  const auto found = sessions_.find(id);
  if (found == sessions_.end()) return;
  --found->second.requests;
  found->second.used = now();
}

/// Drops what has expired.
bool HttpEndpoint::make_room() {
  std::lock_guard lock(mutex_);
  for (auto each = sessions_.begin(); each != sessions_.end();) {
    const auto entry = each++;
    if (!expired(entry->second)) continue;
    end_there(std::move(entry->second.session));
    sessions_.erase(entry);
  }
  if (sessions_.size() + beginning_ >= options_.max_sessions) return false;
  ++beginning_;
  return true;
}

void HttpEndpoint::give_back_room() {
  std::lock_guard lock(mutex_);
  --beginning_;
}

std::string HttpEndpoint::add(std::shared_ptr<Session> session) {
  std::lock_guard lock(mutex_);
  std::string id = options_.make_id ? options_.make_id() : random_id();
  sessions_[id] = Entry{std::move(session), now()};
  return id;
}

}  // namespace wmh::mcp
