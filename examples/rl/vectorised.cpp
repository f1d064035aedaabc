// Many environments in one process: a group of rollouts forked from one prefix steps at once, each
// is scored, and its advantage is taken within the group, as GRPO does.
#include <wmh/json.hpp>
#include <wmh/store.hpp>

#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>

#include <cmath>
#include <iostream>
#include <map>
#include <numeric>
#include <random>

namespace asio = boost::asio;

namespace {

constexpr std::size_t group = 16, turns = 3;

const std::vector<wmh::Action>& actions() {
  using wmh::Action;
  static const std::vector<Action> all{
      Action::tool_call("get_user_details", {{"user_id", "mia_rossi_9638"}}),
      Action::tool_call("get_reservation_details", {{"reservation_id", "9AWPVY"}}),
      Action::tool_call("cancel_reservation",
                        {{"reservation_id", "9AWPVY"}, {"reason", "change_of_plan"}}),
      Action::tool_call("cancel_reservation",
                        {{"reservation_id", "9AWPVY"}, {"reason", "weather"}}),
  };
  return all;
}

bool is_cancellation(const wmh::Action& action) {
  return action.name() == "cancel_reservation";
}

struct Rollout {
  wmh::SessionId session;
  std::vector<wmh::Step> steps{};
};

/// Steps every rollout once, all at the same time on the threads of `model`'s executor.
wmh::Result<wmh::Done> step_all(wmh::WorldModel& model, std::vector<Rollout>& rollouts,
                                const std::vector<wmh::Action>& chosen) {
  std::vector<std::future<wmh::Result<wmh::StepAnswer>>> answers;
  for (std::size_t i = 0; i < rollouts.size(); ++i)
    answers.push_back(
        model.async_step(wmh::StepRequest(rollouts[i].session, chosen[i]), asio::use_future));
  wmh::Result<wmh::Done> all = wmh::Done{};
  for (std::size_t i = 0; i < rollouts.size(); ++i) {
    auto answer = answers[i].get();
    if (!answer) all = std::move(answer).error();
    if (answer) rollouts[i].steps.push_back({chosen[i], std::move(answer->observation)});
  }
  return all;
}

/// Sessions that go on from one prefix, in a world of their own.
wmh::Result<std::vector<Rollout>> fork_group(wmh::WorldModel& model, unsigned seed) {
  const auto prefix =
      model.new_session(wmh::SessionStart("You want to cancel reservation 9AWPVY."));
  if (!prefix) return prefix.error();
  const auto greeted = model.step(prefix->id, wmh::Action::message("Hello, how can I help you?"));
  if (!greeted) return greeted.error();
  wmh::ForkRequest fork(prefix->id);
  fork.count = group;
  fork.pin = true;
  fork.seed = seed;
  const auto sessions = model.fork(std::move(fork));
  if (!sessions) return sessions.error();
  std::vector<Rollout> rollouts;
  for (const wmh::SessionId& session : *sessions)
    rollouts.push_back({session});
  return rollouts;
}

/// A policy would choose here; this one guesses.
wmh::Result<std::vector<Rollout>> roll_out(const std::string& folder, unsigned seed) {
  asio::thread_pool threads(4);
  auto loaded = wmh::load_world_model(folder);
  if (!loaded) return std::move(loaded).error();
  wmh::WorldModel model = loaded->on(threads.get_executor());
  auto rollouts = fork_group(model, seed);
  if (!rollouts) return rollouts;
  std::mt19937 random(seed);
  for (std::size_t turn = 0; turn < turns; ++turn) {
    std::vector<wmh::Action> chosen;
    for (std::size_t i = 0; i < group; ++i)
      chosen.push_back(actions()[random() % actions().size()]);
    if (auto stepped = step_all(model, *rollouts, chosen); !stepped) return stepped.error();
  }
  return rollouts;
}

/// 1 for a reservation that was looked at and then cancelled, less where nobody looked.
double reward(const Rollout& rollout) {
  bool looked = false;
  for (const wmh::Step& step : rollout.steps) {
    if (is_cancellation(step.action) && !step.observation.is_error) return looked ? 1 : 0.3;
    looked = looked || step.action.name() == "get_reservation_details";
  }
  return 0;
}

/// Zero mean and unit deviation within the group.
std::vector<double> advantages(std::vector<double> rewards) {
  const double size = static_cast<double>(rewards.size());
  const double mean = std::accumulate(rewards.begin(), rewards.end(), 0.0) / size;
  double square = 0;
  for (const double each : rewards)
    square += (each - mean) * (each - mean) / size;
  for (double& each : rewards)
    each = square > 0 ? (each - mean) / std::sqrt(square) : 0;
  return rewards;
}

/// How many questions were asked again in the group; nullopt when one got another answer. A
/// question is an action after the changes before it.
std::optional<std::size_t> repeated_questions(const std::vector<Rollout>& rollouts) {
  std::map<std::string, wmh::Observation> answers;
  std::size_t repeated = 0;
  for (const Rollout& rollout : rollouts) {
    std::string changes;
    for (const wmh::Step& step : rollout.steps) {
      const std::string action = wmh::to_text(wmh::to_json(step.action));
      const auto [known, is_new] = answers.try_emplace(changes + '\n' + action, step.observation);
      if (!is_new) ++repeated;
      if (!(known->second == step.observation)) return std::nullopt;
      if (is_cancellation(step.action)) changes += action;
    }
  }
  return repeated;
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    std::cerr << "usage: vectorised <model folder>\n";
    return 2;
  }
  const auto rollouts = roll_out(words[1], 7);
  if (!rollouts) {
    std::cerr << rollouts.error().message() << "\n";
    return 1;
  }
  std::vector<double> rewards;
  for (const Rollout& each : *rollouts)
    rewards.push_back(reward(each));
  const std::vector<double> relative = advantages(rewards);
  for (std::size_t i = 0; i < rewards.size(); ++i)
    std::cout << "rollout " << i << ": reward " << rewards[i] << ", advantage " << relative[i]
              << "\n";
  const auto repeated = repeated_questions(*rollouts);
  if (repeated) std::cout << *repeated << " repeated questions, each answered as before\n";
  return repeated ? 0 : 1;
}
