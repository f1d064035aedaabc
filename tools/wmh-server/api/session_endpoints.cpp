#include "api/session_endpoints.hpp"

#include "api/answers.hpp"
#include "api/episode.hpp"
#include "api/many_steps.hpp"
#include "api/router.hpp"
#include "api/session_events.hpp"
#include "api/session_requests.hpp"
#include "api/take_step.hpp"
#include "api/wire.hpp"

#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace wmh::server {
namespace {

/// The model and the session that a path names.
struct Target {
  std::shared_ptr<ServedModel> served{};
  SessionId session{""};
  WorldModel model() const { return served->model.on(executor); }
  asio::any_io_executor executor{};
};

/// A session that is not there is told as the Python original does.
Response failed(const Error& error, const Call& call) {
  if (error.code() == errc::not_found && call.path.size() > 1)
    return refusal(404, "no session " + call.path[1]);
  return error_answer(error, call.id);
}

class SessionEndpoints {
 public:
  explicit SessionEndpoints(Services& services) : services_(services) {}

  asio::awaitable<Response> open(Call call) {
    const Target target = target_of(call, co_await asio::this_coro::executor);
    if (!target.served) co_return no_model(services_.models.names(), call.path[0]);
    Issues issues;
    const auto body = read_body(call.request.body, issues);
    SessionStart start = body ? read_session_start(*body, issues) : SessionStart();
    if (!issues.none()) co_return issues.answer();
    start.owner = call.owner;
    auto opened = target.model().async_new_session(std::move(start));
    const auto session = co_await std::move(opened)(asio::use_awaitable);
    if (!session) co_return failed(session.error(), call);
    co_return json_answer({{"session_id", session->id.str()}, {"state", to_json(session->state)}});
  }

  asio::awaitable<Response> show(Call call) {
    const Target target = target_of(call, co_await asio::this_coro::executor);
    if (!target.served) co_return no_model(services_.models.names(), call.path[0]);
    const auto from = query_number(call.request.head.query, "from", 0);
    const auto limit = query_number(call.request.head.query, "limit", services_.limits.page);
    if (!from || !limit) co_return refusal(400, "from and limit take whole numbers");
    auto asked = target.model().async_session(target.session);
    const auto session = co_await std::move(asked)(asio::use_awaitable);
    if (!session) co_return failed(session.error(), call);
    co_return json_answer(session_json(*session, *from, *limit));
  }

  asio::awaitable<Response> usage(Call call) {
    const Target target = target_of(call, co_await asio::this_coro::executor);
    if (!target.served) co_return no_model(services_.models.names(), call.path[0]);
    auto asked = target.model().async_session(target.session);
    const auto session = co_await std::move(asked)(asio::use_awaitable);
    if (!session) co_return failed(session.error(), call);
    auto counted = target.model().async_session_usage(target.session);
    const auto used = co_await std::move(counted)(asio::use_awaitable);
    if (!used) co_return failed(used.error(), call);
    const auto open_for = std::chrono::system_clock::now() - session->opened;
    co_return json_answer(run_record_json(target.session, *used, open_for));
  }

  asio::awaitable<Response> end(Call call) {
    const Target target = target_of(call, co_await asio::this_coro::executor);
    if (!target.served) co_return no_model(services_.models.names(), call.path[0]);
    auto asked = target.model().async_session(target.session);
    const auto session = co_await std::move(asked)(asio::use_awaitable);
    if (!session) co_return failed(session.error(), call);
    auto ended = target.model().async_end_session(target.session);
    const auto used = co_await std::move(ended)(asio::use_awaitable);
    if (!used) co_return failed(used.error(), call);
    services_.signal.notify(target.session);
    const auto open_for = std::chrono::system_clock::now() - session->opened;
    co_return json_answer(run_record_json(target.session, *used, open_for));
  }

  asio::awaitable<Response> step(Call call) {
    const Target target = target_of(call, co_await asio::this_coro::executor);
    if (!target.served) co_return no_model(services_.models.names(), call.path[0]);
    Issues issues;
    const auto body = read_body(call.request.body, issues);
    auto action = body ? read_step(*body, issues) : std::nullopt;
    if (!issues.none()) co_return issues.answer();
    StepRequest request(target.session, std::move(*action),
                        std::string(call.request.head.header("Idempotency-Key")));
    auto taken = take_step(services_, target.served, std::move(request));
    auto answer = co_await std::move(taken);
    if (!answer) co_return failed(answer.error(), call);
    co_return json_answer(to_json(std::move(*answer)));
  }

  asio::awaitable<Response> score(Call call) {
    const Target target = target_of(call, co_await asio::this_coro::executor);
    if (!target.served) co_return no_model(services_.models.names(), call.path[0]);
    auto judged = target.model().async_score_session(target.session);
    const auto verdict = co_await std::move(judged)(asio::use_awaitable);
    if (!verdict) co_return failed(verdict.error(), call);
    co_return json_answer(to_json(*verdict));
  }

  asio::awaitable<Response> fork(Call call) {
    const Target target = target_of(call, co_await asio::this_coro::executor);
    if (!target.served) co_return no_model(services_.models.names(), call.path[0]);
    Issues issues;
    const auto body = read_body(call.request.body, issues, true);
    ForkRequest request(target.session);
    if (body) request = read_fork(*body, target.session, services_.limits.forks, issues);
    if (!issues.none()) co_return issues.answer();
    request.owner = call.owner;
    auto forked = target.model().async_fork(std::move(request));
    const auto ids = co_await std::move(forked)(asio::use_awaitable);
    if (!ids) co_return failed(ids.error(), call);
    json::array list;
    for (const SessionId& id : *ids)
      list.push_back(json::string(id.str()));
    co_return json_answer({{"session_ids", std::move(list)}});
  }

  asio::awaitable<Response> events(Call call) {
    const Target target = target_of(call, co_await asio::this_coro::executor);
    if (!target.served) co_return no_model(services_.models.names(), call.path[0]);
    auto asked = target.model().async_session(target.session);
    const auto session = co_await std::move(asked)(asio::use_awaitable);
    if (!session) co_return failed(session.error(), call);
    const auto from = first_event(call.request.head.header("Last-Event-ID"),
                                  query_number(call.request.head.query, "from", 0).value_or(0));
    co_return event_answer(
        session_events(services_.signal, target.model(), target.session, from, target.executor));
  }

  asio::awaitable<Response> many_steps(Call call) {
    const Target target = target_of(call, co_await asio::this_coro::executor);
    if (!target.served) co_return no_model(services_.models.names(), call.path[0]);
    Issues issues;
    const auto body = read_body(call.request.body, issues);
    std::vector<StepRequest> steps;
    if (body) steps = read_steps(*body, services_.limits.steps, issues);
    if (!issues.none()) co_return issues.answer();
    auto taken = take_steps(services_, call.path[0], std::move(steps), call.id);
    json::array results = co_await std::move(taken);
    co_return json_answer({{"results", std::move(results)}});
  }

  asio::awaitable<Response> episode(Call call) {
    const Target target = target_of(call, co_await asio::this_coro::executor);
    if (!target.served) co_return no_model(services_.models.names(), call.path[0]);
    Issues issues;
    const auto body = read_body(call.request.body, issues);
    EpisodeRequest request;
    if (body) request = read_episode(*body, services_.limits.actions, issues);
    if (!issues.none()) co_return issues.answer();
    request.start.owner = call.owner;
    auto played = play_episode(services_, target.served, std::move(request));
    const auto episode = co_await std::move(played);
    if (!episode) co_return failed(episode.error(), call);
    co_return json_answer(*episode);
  }

 private:
  /// `served` is null when there is no such model.
  Target target_of(const Call& call, asio::any_io_executor executor) const {
    Target target;
    target.executor = std::move(executor);
    if (call.path.size() > 1) target.session = SessionId(call.path[1]);
    target.served = call.path.size() > 1 ? services_.models.find(call.path[0], target.session)
                                         : services_.models.find(call.path[0]);
    return target;
  }

  Services& services_;
};

}  // namespace

std::vector<Endpoint> session_endpoints(Services& services) {
  auto self = std::make_shared<SessionEndpoints>(services);
  const auto at = [&self](std::string_view method, std::string_view pattern,
                          asio::awaitable<Response> (SessionEndpoints::*answer)(Call)) {
    return Endpoint{method, pattern, [self, answer](Call call) {
                      return ((*self).*answer)(std::move(call));
                    }};
  };
  return {
      at("POST", "/world_models/{name}/sessions", &SessionEndpoints::open),
      at("GET", "/world_models/{name}/sessions/{session}", &SessionEndpoints::show),
      at("DELETE", "/world_models/{name}/sessions/{session}", &SessionEndpoints::end),
      at("GET", "/world_models/{name}/sessions/{session}/usage", &SessionEndpoints::usage),
      at("GET", "/world_models/{name}/sessions/{session}/events", &SessionEndpoints::events),
      at("POST", "/world_models/{name}/sessions/{session}/step", &SessionEndpoints::step),
      at("POST", "/world_models/{name}/sessions/{session}/score", &SessionEndpoints::score),
      at("POST", "/world_models/{name}/sessions/{session}/fork", &SessionEndpoints::fork),
      at("POST", "/world_models/{name}/steps", &SessionEndpoints::many_steps),
      at("POST", "/world_models/{name}/episodes", &SessionEndpoints::episode),
  };
}

}  // namespace wmh::server
