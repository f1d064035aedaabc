#include "mcp/session.hpp"

#include "mcp/call_result.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace wmh::mcp {
namespace {

/// Newest first.
constexpr std::string_view versions[] = {"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"};

/// Batches came with JSON-RPC and went with 2025-06-18. Revisions are dates.
bool has_batches(std::string_view version) {
  return !version.empty() && version < "2025-06-18";
}

std::string_view text_in(const json::object& object, std::string_view key) {
  const json::value* member = object.if_contains(key);
  const json::string* text = member ? member->if_string() : nullptr;
  return text ? std::string_view(*text) : std::string_view();
}

std::string version_text() {
  return fmt::format("{}.{}.{}", WMH_VERSION_MAJOR, WMH_VERSION_MINOR, WMH_VERSION_PATCH);
}

json::object self_description(std::string_view version) {
  json::object server{
      {"name", "wmh"}, {"title", "World model harness"}, {"version", version_text()}};
  return {{"protocolVersion", version},
          {"capabilities", {{"tools", json::object{{"listChanged", false}}}}},
          {"serverInfo", std::move(server)}};
}

}  // namespace

bool speaks(std::string_view version) noexcept {
  return std::find(std::begin(versions), std::end(versions), version) != std::end(versions);
}

Session::Session(asio::any_io_executor executor, std::shared_ptr<const Environment> environment)
    : strand_(std::move(executor)),
      environment_(std::move(environment)),
      model_(environment_->model.on(strand_)) {}

Session::~Session() {
  end();
}

void Session::end() {
  for (const auto& [id, call] : calls_) {
    call->cancelled = true;
    call->signal.emit(asio::cancellation_type::terminal);
  }
  calls_.clear();
  // One that has expired is gone already.
  if (session_) model_.async_end_session(*session_, [](const Result<UsageRecord>&) {});
  session_.reset();
}

asio::awaitable<std::optional<json::value>> Session::answer(Incoming incoming) {
  // A call ends by its own signal: a connection that breaks does not take the step back.
  const auto self = shared_from_this();
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  if (incoming.batch && !has_batches(version_))
    co_return rpc_error(nullptr, invalid_request,
                        "this revision of the protocol has no batches: send one message at a time");
  json::array answers;
  for (Message& message : incoming.messages) {
    auto answer = co_await answer_one(std::move(message));
    if (answer) answers.emplace_back(std::move(*answer));
  }
  if (answers.empty()) co_return std::nullopt;
  if (!incoming.batch) co_return std::move(answers.front());
  co_return json::value(std::move(answers));
}

asio::awaitable<Session::Answer> Session::answer_one(Message message) {
  const bool request = message.kind == Message::Kind::request;
  if (request && message.method == "initialize") {
    auto answer = co_await initialize(std::move(message));
    co_return answer;
  }
  if (request && message.method == "tools/call" && initialized()) {
    auto answer = co_await call(std::move(message));
    co_return answer;
  }
  co_return answer_at_once(message);
}

Session::Answer Session::answer_at_once(const Message& message) {
  switch (message.kind) {
    case Message::Kind::response:
      return std::nullopt;
    case Message::Kind::invalid:
      return rpc_error(message.id, message.code, message.problem);
    case Message::Kind::notification:
      if (message.method == "notifications/cancelled") cancel(message.params);
      return std::nullopt;
    case Message::Kind::request:
      break;
  }
  if (message.method == "ping") return rpc_result(message.id, {});
  if (!initialized())
    return rpc_error(message.id, invalid_request, "the session is not initialized: initialize it");
  if (message.method == "tools/list") return list(message);
  return rpc_error(message.id, method_not_found,
                   fmt::format("there is no method {}", message.method.substr(0, 100)));
}

asio::awaitable<Session::Answer> Session::initialize(Message message) {
  if (initialized() || beginning_)
    co_return rpc_error(message.id, invalid_request, "the session is initialized already");
  const std::string wanted(text_in(message.params, "protocolVersion"));
  if (wanted.empty())
    co_return rpc_error(message.id, invalid_params, "initialize needs a \"protocolVersion\"");
  beginning_ = true;
  auto opening = model_.async_new_session(environment_->start, asio::use_awaitable);
  auto session = co_await std::move(opening);
  beginning_ = false;
  if (!session) co_return rpc_error(message.id, internal_error, session.error().message());
  session_ = session->id;
  version_ = speaks(wanted) ? wanted : versions[0];
  co_return rpc_result(message.id, self_description(version_));
}

json::object Session::list(const Message& message) const {
  const json::value* cursor = message.params.if_contains("cursor");
  const bool readable = cursor == nullptr || cursor->is_string();
  auto page = readable ? environment_->tools.page(text_in(message.params, "cursor")) : std::nullopt;
  if (!page) return rpc_error(message.id, invalid_params, "no page of tools begins at this cursor");
  return rpc_result(message.id, std::move(*page));
}

asio::awaitable<Session::Answer> Session::call(Message message) {
  const json::value id = message.id;
  const std::string tool(text_in(message.params, "name"));
  if (tool.empty()) co_return rpc_error(id, invalid_params, "tools/call needs a \"name\"");
  json::object arguments;
  if (json::value* given = message.params.if_contains("arguments")) {
    if (!given->is_object())
      co_return rpc_error(id, invalid_params, "\"arguments\" must be an object");
    arguments = std::move(given->get_object());
  }
  auto action = environment_->tools.action(tool, std::move(arguments));
  if (!action && action.error().code() == errc::not_found)
    co_return rpc_error(id, invalid_params, action.error().message());
  if (!action) co_return rpc_result(id, failed_call(action.error()));
  std::string key = to_text(id);
  if (calls_.contains(key))
    co_return rpc_error(id, invalid_request, "a call with this id is running");
  const auto running = std::make_shared<Call>();
  calls_.emplace(key, running);
  auto observation = co_await step(key, std::move(*action));
  if (running->cancelled) co_return std::nullopt;
  calls_.erase(key);
  if (!observation) co_return rpc_result(id, failed_call(observation.error()));
  co_return rpc_result(id, call_result(*observation));
}

asio::awaitable<Result<Observation>> Session::step(std::string key, Action action) {
  const std::shared_ptr<Call> running = calls_.at(key);
  auto token = asio::bind_cancellation_slot(running->signal.slot(), asio::use_awaitable);
  auto stepping = model_.async_step(*session_, std::move(action), token);
  auto observation = co_await std::move(stepping);
  co_return observation;
}

void Session::cancel(const json::object& params) {
  const json::value* id = params.if_contains("requestId");
  const auto found = id ? calls_.find(to_text(*id)) : calls_.end();
  if (found == calls_.end()) return;
  const std::shared_ptr<Call> call = found->second;
  calls_.erase(found);
  call->cancelled = true;
  call->signal.emit(asio::cancellation_type::terminal);
}

}  // namespace wmh::mcp
