#include "api/episode.hpp"

#include "api/take_step.hpp"

#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace wmh::server {
namespace {

/// The rollout so far.
struct Rollout {
  json::array steps{};
  EnvState state{};
  std::string_view stop_reason = "actions_done";
};

asio::awaitable<Result<Rollout>> play(Services& services, std::shared_ptr<ServedModel> served,
                                      SessionId session, std::vector<Action> actions,
                                      bool stop_on_error) {
  Rollout rollout;
  for (Action& action : actions) {
    json::object step{{"action", to_json(action)}};
    StepRequest request(session, std::move(action));
    auto taken = take_step(services, served, std::move(request));
    auto answer = co_await std::move(taken);
    if (!answer) co_return std::move(answer).error();
    step["observation"] = to_json(answer->observation);
    rollout.steps.push_back(std::move(step));
    rollout.state = std::move(answer->state);
    if (!stop_on_error || !answer->observation.is_error) continue;
    rollout.stop_reason = "error_observation";
    break;
  }
  co_return rollout;
}

}  // namespace

asio::awaitable<Result<json::object>> play_episode(Services& services,
                                                   std::shared_ptr<ServedModel> served,
                                                   EpisodeRequest request) {
  WorldModel model = served->model.on(co_await asio::this_coro::executor);
  auto opening = model.async_new_session(std::move(request.start));
  auto session = co_await std::move(opening)(asio::use_awaitable);
  if (!session) co_return std::move(session).error();
  auto playing =
      play(services, served, session->id, std::move(request.actions), request.stop_on_error);
  auto rollout = co_await std::move(playing);
  if (!request.keep_session) {
    auto ending = model.async_end_session(session->id);
    (void)co_await std::move(ending)(asio::use_awaitable);
  }
  if (!rollout) co_return std::move(rollout).error();
  json::value task = session->task ? json::value(*session->task) : json::value();
  json::value id = request.keep_session ? json::value(session->id.str()) : json::value();
  const EnvState& state = rollout->steps.empty() ? session->state : rollout->state;
  co_return json::object{{"task", std::move(task)},
                         {"steps", std::move(rollout->steps)},
                         {"state", to_json(state)},
                         {"stop_reason", rollout->stop_reason},
                         {"session_id", std::move(id)}};
}

}  // namespace wmh::server
