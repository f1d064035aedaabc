// Those who build, watch and connect tools.
#include "soak/actors.hpp"
#include "soak/journey.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace wmh::soak {
namespace {

using namespace std::chrono_literals;
using testing::RawClient;

const Rule uploading{"upload"};
const Rule uploading_program{"upload a program", {400}};
const Rule ordering{"order a build", {202}};
const Rule ordering_nothing{"order a build of nothing", {400}};
const Rule looking{"look at a build"};
const Rule talking{"MCP"};
const Rule noticing{"MCP notification", {202}};
const Rule parting{"end MCP", {204}};

/// Reads a build's events to their end; they say how it went.
std::string follow(Stage& stage, const std::string& id) {
  RawClient client(stage.target.port);
  client.send(request_text("GET", "/world_models/builds/" + id + "/events", {}, {}));
  const std::string events = client.read_to("0\r\n\r\n", 120s);
  stage.target.tally.count(stage.target.name, "follow a build", events.empty() ? 0 : 200);
  for (const char* end : {"done", "failed"})
    if (const auto at = events.find(fmt::format("\"event\":\"{}\"", end)); at != std::string::npos)
      return events.substr(at + 9, events.find('\n', at) - at - 9);  // with the reason
  return events.empty() ? "no events" : "no end: " + events.substr(events.size() / 2);
}

void build(Stage& stage, Client& client) {
  const bool broken = stage.chance(200);
  const std::string traces = broken ? "{\"no\": \"trace\"}\n" : stage.corpus;
  const Answer sent =
      client.insist(uploading, "POST", "/world_models/builds/uploads?name=t.jsonl", traces);
  if (sent.status != 200) return;
  const auto begin = Clock::now();
  const Answer ordered =
      client.insist(ordering, "POST", "/world_models/builds",
                    to_text(json::object{
                        {"name", "rebuilt"}, {"file", sent.text_at("file")}, {"replace", true}}));
  const std::string id = ordered.text_at("build_id");
  const std::string end = follow(stage, id);
  client.ask(looking, "GET", "/world_models/builds/" + id);
  const bool may_fail = broken || stage.target.excuses(begin) || stage.target.excuses(Clock::now());
  const bool failed = end.starts_with("failed");
  const bool as_wished = broken ? failed : end.starts_with("done");
  if (!as_wished && !(may_fail && failed)) stage.target.tally.fail(stage.target.name, "build", end);
}

/// A few steps in what was built.
void use(Stage& stage, Client& client) {
  Journey journey(stage, client, "rebuilt");
  if (!journey.open()) return;
  for (int i = 0; i < 5; ++i)
    if (!journey.step()) return;
  journey.verify();
  journey.end();
}

std::string rpc(int id, std::string_view method, json::object params) {
  return to_text(json::object{
      {"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}});
}

constexpr const char* mcp_headers =
    "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n";

/// The result, unless the store is away.
void check_rpc(Stage& stage, const Answer& answer, Clock::time_point sent) {
  if (answer.status != 200 || answer.at("result").is_object() || stage.target.excuses(sent)) return;
  stage.target.tally.fail(stage.target.name, talking.kind, answer.text.substr(0, 300));
}

void talk(Stage& stage, Client& client) {
  const Answer hello = client.insist(talking, "POST", "/mcp/shop",
                                     rpc(0, "initialize",
                                         {{"protocolVersion", "2025-11-25"},
                                          {"capabilities", json::object()},
                                          {"clientInfo", {{"name", "soak"}, {"version", "1"}}}}),
                                     mcp_headers);
  const std::string id = RawClient::Answer{0, hello.head, {}}.header("Mcp-Session-Id");
  if (id.empty()) return;
  const std::string headers = mcp_headers + ("Mcp-Session-Id: " + id + "\r\n");
  client.insist(noticing, "POST", "/mcp/shop",
                R"({"jsonrpc":"2.0","method":"notifications/initialized"})", headers);
  for (int i = 1; i < 10; ++i) {
    const auto sent = Clock::now();
    const std::string message =
        i == 1 ? rpc(i, "tools/list", {})
               : rpc(i, "tools/call", {{"name", "lookup"}, {"arguments", {{"id", i}}}});
    check_rpc(stage, client.insist(talking, "POST", "/mcp/shop", message, headers), sent);
  }
  client.insist(parting, "DELETE", "/mcp/shop", {}, "Mcp-Session-Id: " + id + "\r\n");
}

}  // namespace

void play_builder(Stage& stage) {
  Client client(stage.target);
  bool built = false;
  while (stage.wait(built ? std::chrono::seconds(10 + stage.below(20)) : 1s)) {
    client.ask(uploading_program, "POST", "/world_models/builds/uploads?name=t.exe", "MZ");
    client.ask(ordering_nothing, "POST", "/world_models/builds",
               R"({"name": "x", "file": "nothing"})");
    build(stage, client);
    built =
        client.ask(Rule{"look at tools", {200, 404}, false}, "GET", "/world_models/rebuilt/tools")
            .status == 200;
    if (built) use(stage, client);
  }
}

void play_mcp(Stage& stage) {
  Client client(stage.target);
  while (stage.wait(500ms))
    talk(stage, client);
}

void play_reader(Stage& stage) {
  Client client(stage.target);
  const Rule reading{"read", {200}, false};
  const char* const paths[] = {"/metrics",
                               "/openapi.json",
                               "/",
                               "/docs",
                               "/healthz",
                               "/readyz",
                               "/world_models",
                               "/world_models/shop/tools",
                               "/world_models/shop/steps/3",
                               "/world_models/builds",
                               "/evals"};
  while (stage.wait(100ms))
    client.ask(reading, "GET", paths[stage.below(std::size(paths))]);
}

void play_hoarder(Stage& stage) {
  while (stage.wait(200ms)) {
    if (!stage.target.excuses(Clock::now())) continue;
    Client client(stage.target);  // a kept one would have been idle for too long
    Journey journey(stage, client);
    if (!journey.open()) continue;
    journey.padding = 100'000;
    // More than what earlier sessions have left free in the store.
    while (stage.target.excuses(Clock::now()) && stage.wait(50ms))
      if (!journey.step()) break;
    journey.verify();
    journey.end();
  }
}

}  // namespace wmh::soak
