// What a trainer counts on, over all recordings of examples/tau-bench and through HTTP: rollouts
// that were forked with pin agree, and a rollout of the same actions is the same bytes again.
#include <wmh/store.hpp>
#include <wmh/testing/matchers.hpp>
#include <wmh/trace_source.hpp>

#include "sessions/sqlite_sessions.hpp"
#include "support/api_client.hpp"
#include "support/source_dir.hpp"
#include "support/temp_dir.hpp"

#include <boost/json/array.hpp>

#include <mutex>
#include <random>
#include <thread>

namespace wmh {
namespace {

using testing::ApiClient;

const std::filesystem::path example = testing::source_dir() / "examples/tau-bench";
constexpr std::size_t group = 8;

const std::vector<Trace>& traces() {
  static const std::vector<Trace> all =
      read_all(*open_traces({example / "traces.otel.jsonl"}).value()).value();
  return all;
}

/// Whether the tools of the desks change something by it.
bool changes_desk(const Action& action) {
  static constexpr std::string_view words[] = {"book_",   "cancel_", "exchange_", "modify_",
                                               "return_", "send_",   "update_"};
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return action.name().starts_with(word); });
}

/// Sessions in memory or, with a file, in SQLite.
std::unique_ptr<server::Server> serve_airline(const std::filesystem::path& file = {}) {
  LoadOptions options;
  if (!file.empty()) {
    server::SqliteOptions kept;
    kept.file = file;
    options.model.store = server::SqliteSessions::open(kept).value()->of("m");
  }
  ModelInfo info;
  info.name = "m";
  WorldModel model = load_world_model(example / "models/airline", std::move(options)).value();
  server::ServerOptions with;
  with.http.port = 0;
  with.http.threads = 2;
  auto served = std::make_shared<server::ServedModel>(std::move(info), std::move(model));
  return server::Server::open(std::move(with), {std::move(served)}).value();
}

/// The steps of one session in one call; what each was answered.
std::vector<json::value> ask(ApiClient& client, const std::string& session,
                             const std::vector<Action>& actions) {
  json::array steps;
  for (const Action& each : actions)
    steps.push_back(json::object{{"session_id", session}, {"action", to_json(each)}});
  const auto answer = client.post("/world_models/m/steps", {{"steps", std::move(steps)}});
  std::vector<json::value> observations;
  for (const json::value& each : answer.at("results").get_array())
    observations.push_back(each.at("observation"));
  return observations;
}

std::string open_session(ApiClient& client, const Trace& trace) {
  json::object start;
  if (!trace.steps.empty() && trace.steps.front().task) start["task"] = *trace.steps.front().task;
  const auto opened = client.post("/world_models/m/sessions", std::move(start));
  return std::string(opened.at("session_id").get_string());
}

std::vector<std::string> fork_pinned(ApiClient& client, const std::string& session) {
  const json::object request{{"count", group}, {"pin", true}};
  const auto forked = client.post("/world_models/m/sessions/" + session + "/fork", request);
  std::vector<std::string> ids;
  for (const json::value& each : forked.at("session_ids").get_array())
    ids.emplace_back(each.get_string());
  return ids;
}

/// The answers of one world, by question: an action after the changes before it.
class Agreement {
 public:
  void add(const std::vector<Action>& actions, const std::vector<json::value>& observations) {
    ASSERT_EQ(actions.size(), observations.size());
    const std::lock_guard lock(mutex_);
    std::string changes;
    for (std::size_t i = 0; i < actions.size(); ++i) {
      const std::string action = to_text(to_json(actions[i]));
      const std::string answer = to_text(observations[i]);
      const auto [known, is_new] = answers_.try_emplace(changes + "\n" + action, answer);
      repeated_ += is_new ? 0 : 1;
      EXPECT_EQ(answer, known->second) << action;
      if (changes_desk(actions[i])) changes += action;
    }
  }
  std::size_t repeated() const noexcept { return repeated_; }

 private:
  std::mutex mutex_;
  std::map<std::string, std::string> answers_;
  std::size_t repeated_ = 0;
};

std::vector<Action> actions_of(const Trace& trace, std::size_t from, std::size_t end) {
  std::vector<Action> actions;
  for (std::size_t i = from; i < end; ++i)
    actions.push_back(trace.steps[i].action);
  return actions;
}

/// One trace's rollouts: the sessions of its group and what they were answered.
struct Group {
  std::vector<std::string> forks;
  std::vector<Action> actions;
  Agreement agreement{};
};

/// Every fork asks everything of its group, each in an order of its own; forks of a group at the
/// same time.
void ask_all(std::uint16_t port, std::vector<std::unique_ptr<Group>>& groups) {
  std::vector<std::jthread> threads;
  for (std::size_t place = 0; place < group; ++place)
    threads.emplace_back([&groups, port, place] {
      ApiClient client(port);
      std::mt19937 random(static_cast<unsigned>(place));
      for (const auto& each : groups) {
        std::vector<Action> actions = each->actions;
        std::shuffle(actions.begin(), actions.end(), random);
        each->agreement.add(actions, ask(client, each->forks.at(place), actions));
      }
    });
}

struct Rollouts : ::testing::TestWithParam<bool> {
  /// All traces; some of them where each step waits for a disk.
  static std::vector<Trace> tried() {
    std::vector<Trace> some;
    for (std::size_t i = 0; i < traces().size(); i += GetParam() ? 5 : 1)
      some.push_back(traces()[i]);
    return some;
  }
  testing::TempDir folder;
  std::unique_ptr<server::Server> server =
      serve_airline(GetParam() ? folder.path() / "sessions.sqlite" : "");
  ApiClient client{server->port()};
};

TEST_P(Rollouts, ForksWithPinAgreeOnEveryRepeatedQuestion) {
  std::vector<std::unique_ptr<Group>> groups;
  for (const Trace& trace : tried())
    groups.push_back(std::make_unique<Group>(fork_pinned(client, open_session(client, trace)),
                                             actions_of(trace, 0, trace.steps.size())));
  ask_all(server->port(), groups);
  std::size_t repeated = 0;
  for (const auto& each : groups)
    repeated += each->agreement.repeated();
  EXPECT_GT(repeated, tried().size() * 20);
}

TEST_P(Rollouts, ForksWithPinHoldWhatTheirPrefixWasAnswered) {
  std::vector<std::unique_ptr<Group>> groups;
  for (const Trace& trace : tried()) {
    const std::size_t half = trace.steps.size() / 2;
    std::vector<Action> prefix = actions_of(trace, 0, half);
    const std::string session = open_session(client, trace);
    const std::vector<json::value> answered = ask(client, session, prefix);
    // What was asked before a change is another question than after it.
    std::size_t last_change = half;
    while (last_change > 0 && !changes_desk(prefix[last_change - 1]))
      --last_change;
    auto made = std::make_unique<Group>(fork_pinned(client, session),
                                        actions_of(trace, last_change, trace.steps.size()));
    const auto from = static_cast<std::ptrdiff_t>(last_change);
    made->agreement.add({prefix.begin() + from, prefix.end()},
                        {answered.begin() + from, answered.end()});
    groups.push_back(std::move(made));
  }
  ask_all(server->port(), groups);
}

TEST_P(Rollouts, AnEpisodeIsTheSameBytesAgainAndOnAnotherServer) {
  const auto other = serve_airline();
  ApiClient elsewhere(other->port());
  for (const Trace& trace : tried()) {
    json::array actions;
    for (const Step& step : trace.steps)
      actions.push_back(to_json(step.action));
    json::object body{{"actions", std::move(actions)}, {"seed", 7}};
    if (trace.steps.front().task) body["task"] = *trace.steps.front().task;
    const auto episode = client.post("/world_models/m/episodes", body);
    ASSERT_EQ(episode.status, 200) << episode.text;
    EXPECT_EQ(episode.at("steps").get_array().size(), trace.steps.size());
    EXPECT_EQ(client.post("/world_models/m/episodes", body).text, episode.text);
    EXPECT_EQ(elsewhere.post("/world_models/m/episodes", body).text, episode.text);
  }
}

INSTANTIATE_TEST_SUITE_P(Kept, Rollouts, ::testing::Bool(), [](const auto& tested) {
  return tested.param ? "in_sqlite" : "in_memory";
});

}  // namespace
}  // namespace wmh
