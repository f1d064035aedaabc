// Clients that go away.
#include "soak/actors.hpp"
#include "soak/journey.hpp"

#include <fmt/format.h>

namespace wmh::soak {
namespace {

using testing::RawClient;

/// A part of a request, then nothing more.
void leave_in_request(Stage& stage, const std::string& request) {
  RawClient client(stage.target.port);
  client.send(std::string_view(request).substr(0, stage.below(request.size())));
  stage.wait(std::chrono::milliseconds(stage.below(50)));
  stage.chance(500) ? client.reset() : client.close();
  stage.target.tally.count(stage.target.name, "leave in a request", 0);
}

/// A whole request, and none or a part of its answer.
void leave_in_answer(Stage& stage, const std::string& request) {
  RawClient client(stage.target.port, 4096);
  client.send(request);
  if (stage.chance(500)) client.read_bytes(stage.below(200));
  stage.chance(500) ? client.reset() : client.close();
  stage.target.tally.count(stage.target.name, "leave in an answer", 0);
}

/// Some events, and away while others come.
void leave_in_events(Stage& stage, Journey& journey) {
  RawClient client(stage.target.port);
  client.send(request_text("GET", journey.path() + "/events", {}, {}));
  if (!stage.target.excuses(Clock::now()) && journey.steps() > 0 &&
      client.read_to("event: step\n").empty())
    stage.target.tally.fail(stage.target.name, "events", "no event came");
  journey.step();
  stage.chance(500) ? client.reset() : client.close();
  stage.target.tally.count(stage.target.name, "leave in events", 0);
}

void leave(Stage& stage, Journey& journey) {
  const std::string step = request_text("POST", journey.path() + "/step", journey.next().body,
                                        "Idempotency-Key: " + journey.next().key + "\r\n");
  const std::string read = request_text("GET", journey.path() + "?limit=1000", {}, {});
  switch (stage.below(4)) {
    case 0:
      return leave_in_request(stage, step);
    case 1:
      return leave_in_answer(stage, read);
    case 2:
      return leave_in_events(stage, journey);
    default:
      journey.step_twice();
  }
}

}  // namespace

void play_leavers(Stage& stage) {
  Client client(stage.target);
  while (stage.wait(std::chrono::milliseconds(200))) {
    Journey journey(stage, client);
    journey.padding = 4000;
    if (!journey.open()) continue;
    for (int i = 0; i < 40 && stage.wait(std::chrono::milliseconds(100)); ++i)
      leave(stage, journey);
    journey.verify();
    journey.end();
  }
}

}  // namespace wmh::soak
