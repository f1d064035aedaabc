// An agent plays an episode in a world model instead of the real environment.
#include <wmh/env.hpp>
#include <wmh/json.hpp>
#include <wmh/store.hpp>

#include <iostream>

namespace {

/// Greets, looks the user up, says goodbye.
class Receptionist final : public wmh::Agent {
 public:
  explicit Receptionist(std::string user_id) : user_id_(std::move(user_id)) {}

  wmh::Result<wmh::Action> act(const std::optional<std::string>&, const wmh::EnvState&,
                               const std::vector<wmh::Step>& history) override {
    if (history.empty()) return wmh::Action::message("Hello, how can I help you?");
    if (history.size() == 1)
      return wmh::Action::tool_call("get_user_details", {{"user_id", user_id_}});
    return wmh::Action::message(std::string(wmh::done_signal));
  }

 private:
  std::string user_id_;
};

wmh::Result<wmh::EpisodeResult> play(const std::string& folder, const std::string& user_id) {
  auto model = wmh::load_world_model(folder);
  if (!model) return std::move(model).error();
  wmh::WorldModelEnv env(std::move(*model));
  Receptionist agent(user_id);
  return wmh::run_episode(env, agent, wmh::SessionStart("You are the user " + user_id + "."));
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    std::cerr << "usage: 5_episode <model folder> <user id>\n";
    return 2;
  }
  const auto episode = play(words[1], words[2]);
  if (!episode) {
    std::cerr << episode.error().message() << "\n";
    return 1;
  }
  for (const wmh::Step& step : episode->steps)
    std::cout << "> " << wmh::to_text(wmh::to_json(step.action)) << "\n"
              << step.observation.content << "\n";
  std::cout << "ended: " << wmh::to_string(episode->stop_reason) << "\n";
  return episode->error ? 1 : 0;
}
