// Clients that are slow, or do not read at all.
#include "soak/actors.hpp"
#include "soak/journey.hpp"

#include <fmt/format.h>

namespace wmh::soak {
namespace {

using namespace std::chrono_literals;
using testing::RawClient;

// Longer than a server waits for a client that takes nothing.
constexpr auto longest = 40s;

/// A session with some hundred KiB of history.
bool fill(Stage& stage, Journey& journey, std::size_t steps) {
  journey.padding = 4000;
  if (!journey.open()) return false;
  while (journey.steps() < steps && stage.wait(20ms))
    if (!journey.step()) return false;
  return true;
}

/// Sends a byte a second. What was answered, if the server lost its patience before the end.
Answer send_slowly(Stage& stage, RawClient& client, std::string_view bytes) {
  const auto end = Clock::now() + longest;
  for (const char each : bytes) {
    const bool more = client.send({&each, 1});
    if (!more || Clock::now() > end || !client.sees_nothing(1000ms) || stage.stop) break;
  }
  return stage.stop ? Answer() : read_answer(client);
}

}  // namespace

void play_slow_reader(Stage& stage) {
  Client client(stage.target);
  while (stage.wait(1s)) {
    Journey journey(stage, client);
    if (!fill(stage, journey, 100)) continue;
    RawClient slow(stage.target.port, 2048);
    slow.send(request_text("GET", journey.path() + "?limit=1000", {}, {}));
    const auto end = Clock::now() + longest;
    while (Clock::now() < end && slow.receive(16) && stage.wait(1s)) {
    }
    stage.target.tally.count(stage.target.name, "read slowly", 0);
    journey.verify();
    journey.end();
  }
}

void play_deaf_listener(Stage& stage) {
  Client client(stage.target);
  while (stage.wait(1s)) {
    Journey journey(stage, client);
    if (!fill(stage, journey, 10)) continue;
    RawClient deaf(stage.target.port, 2048);
    deaf.send(request_text("GET", journey.path() + "/events", {}, {}));
    const auto end = Clock::now() + longest;
    while (Clock::now() < end && journey.steps() < most_history && stage.wait(200ms))
      if (!journey.step()) break;
    stage.target.tally.count(stage.target.name, "listen to no event", 0);
    journey.verify();
    journey.end();
  }
}

void play_slow_writer(Stage& stage) {
  const Rule slow_head{"a slow head", {408}, false};
  const Rule slow_body{"a slow body", {422}, false};
  while (stage.wait(1s)) {
    const bool in_head = stage.chance(500);
    const auto sent = Clock::now();
    RawClient client(stage.target.port);
    if (!in_head)
      client.send(
          "POST /world_models/shop/sessions HTTP/1.1\r\nHost: localhost\r\n"
          "Content-Length: 20\r\n\r\n");
    const Answer answer = send_slowly(
        stage, client,
        in_head ? "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" : "{\"task\": 1           }");
    if (!stage.stop)
      tell(stage.target, in_head ? slow_head : slow_body, answer, sent, "a byte a second");
  }
}

}  // namespace wmh::soak
