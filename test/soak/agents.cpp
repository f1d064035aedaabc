// Agents that behave.
#include "soak/actors.hpp"
#include "soak/journey.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <optional>

namespace wmh::soak {
namespace {

const Rule batching{"steps of many sessions"};
const Rule playing{"episode"};

void play_session(Stage& stage, Client& client) {
  Journey journey(stage, client);
  if (!journey.open()) return;
  const std::size_t length = stage.chance(50) ? most_history + 50 : 20 + stage.below(100);
  while (journey.steps() < length && stage.wait(stage.pause)) {
    if (stage.chance(5)) journey.fork();
    if (stage.chance(20) ? !journey.step_twice() : !journey.step()) return;
  }
  journey.verify();
  // Some agents forget to end; their sessions expire.
  if (!stage.chance(50)) journey.end();
}

void play_episode(Client& client) {
  json::array actions;
  for (std::size_t i = 0; i < 5; ++i)
    actions.push_back({{"kind", "tool_call"}, {"name", "lookup"}, {"arguments", {{"id", i}}}});
  client.insist(playing, "POST", "/world_models/shop/episodes",
                to_text(json::object{{"seed", 7}, {"actions", std::move(actions)}}));
}

/// Takes what a batch answered; false when a step was neither taken nor refused for the store.
/// The steps that are still to be taken are left in `asked`.
bool take_results(Stage& stage, std::deque<Journey>& journeys,
                  std::vector<std::optional<Journey::Asked>>& asked, const json::array& results) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < journeys.size(); ++i) {
    if (!asked[i]) continue;
    const json::object& result = results.at(next++).as_object();
    const json::value* status = result.if_contains("status");
    if (status && is_refusal(status->to_number<int>())) continue;
    if (status || !journeys[i].take(*asked[i], result)) {
      stage.target.tally.fail(stage.target.name, batching.kind, to_text(result));
      return false;
    }
    asked[i].reset();
  }
  return true;
}

std::string batch_body(const std::deque<Journey>& journeys,
                       const std::vector<std::optional<Journey::Asked>>& asked) {
  json::array steps;
  for (std::size_t i = 0; i < journeys.size(); ++i) {
    if (!asked[i]) continue;
    json::object step = parse_json(asked[i]->body)->as_object();
    step["session_id"] = journeys[i].id();
    step["idempotency_key"] = asked[i]->key;
    steps.push_back(std::move(step));
  }
  return to_text(json::object{{"steps", std::move(steps)}});
}

/// One step of each; a step that is refused alone is asked again.
bool step_all(Stage& stage, Client& client, std::deque<Journey>& journeys) {
  std::vector<std::optional<Journey::Asked>> asked;
  for (Journey& each : journeys)
    asked.push_back(each.next());
  const auto begin = Clock::now();
  for (;;) {
    const auto sent = Clock::now();
    const Answer answer =
        client.insist(batching, "POST", "/world_models/shop/steps", batch_body(journeys, asked));
    const json::value& results = answer.at("results");
    if (answer.status != 200 || !results.is_array()) return false;
    if (!take_results(stage, journeys, asked, results.get_array())) return false;
    if (std::none_of(asked.begin(), asked.end(), [](const auto& each) { return each.has_value(); }))
      return true;
    if (!stage.target.excuses(sent) || Clock::now() > begin + std::chrono::seconds(90)) {
      stage.target.tally.fail(stage.target.name, batching.kind, answer.text.substr(0, 300));
      return false;
    }
    stage.wait(std::chrono::milliseconds(200));
  }
}

}  // namespace

void play_agent(Stage& stage) {
  Client client(stage.target);
  while (stage.wait(stage.pause)) {
    if (stage.chance(100)) play_episode(client);
    play_session(stage, client);
  }
}

void play_batches(Stage& stage) {
  constexpr std::size_t sessions = 8;
  while (stage.wait(stage.pause)) {
    Client client(stage.target);
    std::deque<Journey> journeys;
    bool whole = true;
    for (std::size_t i = 0; i < sessions && whole; ++i)
      whole = journeys.emplace_back(stage, client).open();
    for (int round = 0; whole && round < 30 && stage.wait(stage.pause * sessions); ++round)
      whole = step_all(stage, client, journeys);
    for (Journey& each : journeys) {
      if (whole) each.verify();
      each.end();
    }
  }
}

}  // namespace wmh::soak
