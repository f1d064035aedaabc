// What is no request, or none that can be granted.
#include "soak/actors.hpp"
#include "soak/client.hpp"

#include <fmt/format.h>

namespace wmh::soak {
namespace {

using testing::RawClient;

struct Case {
  std::string what;
  std::string request;
  std::vector<int> allowed;
};

Case line(std::string request_line, int status) {
  return {request_line, request_line + "\r\nHost: localhost\r\n\r\n", {status}};
}

Case headers(std::string lines, int status) {
  return {lines, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n\r\n", {status}};
}

Case body(std::string path, std::string text, int status,
          std::string type = "Content-Type: application/json\r\n") {
  return {path + " " + text.substr(0, 60), request_text("POST", path, text, type), {status}};
}

Case chunks(std::string text, int status) {
  return {"chunks " + text,
          "POST /world_models/shop/sessions HTTP/1.1\r\nHost: localhost\r\n"
          "Transfer-Encoding: chunked\r\n\r\n" +
              text,
          {status}};
}

std::vector<Case> broken_heads() {
  return {
      line("GET /healthz HTTP/2.0", 505),
      line("GET /healthz", 400),
      line("GET  HTTP/1.1", 400),
      line("G\x01T / HTTP/1.1", 400),
      line("CONNECT localhost:1 HTTP/1.1", 501),
      line("BREW / HTTP/1.1", 405),
      line("PUT /world_models HTTP/1.1", 405),
      line("DELETE /metrics HTTP/1.1", 405),
      line("GET healthz HTTP/1.1", 400),
      line("GET /a b HTTP/1.1", 400),
      line("GET /\xff\xfe HTTP/1.1", 400),
      line("GET /x#y HTTP/1.1", 400),
      headers("Content-Length: 1\r\nTransfer-Encoding: chunked", 400),
      headers("Content-Length: 1\r\nContent-Length: 2", 400),
      headers("Content-Length: -1", 400),
      headers("Content-Length: 99999999999999999999999", 400),
      headers("Transfer-Encoding: gzip", 400),
      headers("Transfer-Encoding: gzip, chunked", 501),
      headers("Host: other", 400),
      headers("A: b\nSet: c", 400),
      headers("A : b", 400),
      headers("A: b\r\n folded", 400),
      headers("A: \x01", 400),
      headers("X-Request-Id: a\rInjected: yes", 400),
      headers("Expect: miracles", 417),
      {"a foreign host", "GET /world_models HTTP/1.1\r\nHost: evil.example\r\n\r\n", {403}},
      {"no host", "GET /healthz HTTP/1.1\r\n\r\n", {400}},
      {"TLS", "\x16\x03\x01\x02\x01\x01\xfc\x03\x03", {400}},
      {"line feeds", "GET / HTTP/1.1\nHost: localhost\n\n", {400}},
  };
}

std::vector<Case> broken_bodies() {
  const std::string open = "/world_models/shop/sessions";
  const std::string none = open + "/none/step";
  const std::string say = R"({"action": {"kind": "message", "content": "a"}})";
  return {
      body(open, "{", 422),
      body(open, "[]", 422),
      body(open, "null", 422),
      body(open, "{\"task\": \"\xff\xfe\"}", 422),
      body(open, "{\"task\": \"\\ud800\"}", 422),
      body(open, "{\"task\": 12}", 422),
      body(open, std::string(5000, '['), 422),
      body(open, "{\"seed\": 1e400}", 422),
      body(open + "/none/fork", "{}", 404),
      body(none, say, 404),
      body(none, "{}", 422),
      body(none, R"({"action": {"kind": "dance"}})", 422),
      body(none, R"({"action": {"kind": "tool_call", "name": "x", "arguments": 3}})", 422),
      body("/world_models/none/sessions", "{}", 404),
      body("/world_models/shop/steps", R"({"steps": 3})", 422),
      body("/world_models/shop/steps", R"({"steps": [3]})", 422),
      body("/world_models/shop/episodes", R"({"actions": [{}]})", 422),
      body("/world_models/builds", R"({"name": "../x", "file": "y"})", 422),
      body("/world_models/builds", R"({"name": "x", "file": "../../etc/passwd"})", 400),
      body("/mcp/shop", "{}", 400),
      body("/mcp/shop", "{}", 415, "Content-Type: text/plain\r\n"),
      body("/mcp/shop", R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})", 400),
      chunks("zz\r\n{}\r\n0\r\n\r\n", 400),
      chunks("2\r\n{}x0\r\n\r\n", 400),
      chunks("fffffffffffffffff\r\n", 400),
      chunks("2\n{}\n0\n\n", 400),
  };
}

std::vector<Case> wrong_paths() {
  std::vector<Case> cases;
  for (const char* path :
       {"/none", "/world_models/none/tools", "/world_models/shop/sessions/none",
        "/../../etc/passwd", "/assets/../../etc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/world_models/..%2f..%2fetc/tools", "/world_models/shop/sessions/none/events",
        "/world_models/builds/none", "/world_models/builds/none/events", "/evals/%00",
        "/evals/..%2f..", "/world_models/%ff/tools", "/world_models/%zz/tools",
        "/world_models/%/tools", "/world_models/shop/steps/99999999",
        "/world_models/shop/sessions/%00"})
    cases.push_back({path, request_text("GET", path, {}, {}), {400, 404}});
  return cases;
}

std::vector<Case> all_cases() {
  std::vector<Case> cases = broken_heads();
  for (auto more : {broken_bodies(), wrong_paths()})
    cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace

void play_malformed(Stage& stage) {
  const std::vector<Case> cases = all_cases();
  while (stage.wait(std::chrono::milliseconds(250))) {
    const Case& each = cases[stage.below(cases.size())];
    const auto sent = Clock::now();
    RawClient client(stage.target.port);
    client.send(each.request);
    tell(stage.target, Rule{"malformed", each.allowed}, read_answer(client), sent, each.what);
  }
}

void play_oversized(Stage& stage) {
  const Rule long_body{"a body too long", {413}, false};
  const Rule long_head{"a head too long", {431}, false};
  const std::string post = "POST /world_models/shop/sessions HTTP/1.1\r\nHost: localhost\r\n";
  const std::string get = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n";
  std::string many;
  for (int i = 0; i < 200; ++i)
    many += fmt::format("A{}: b\r\n", i);
  const std::pair<const Rule*, std::string> cases[] = {
      {&long_body, post + "Content-Length: 1000000000\r\n\r\n"},
      {&long_body, post + "Content-Length: 300000\r\n\r\n" + std::string(300'000, ' ')},
      {&long_body, post + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n"},
      {&long_head, get + "A: " + std::string(20'000, 'a') + "\r\n\r\n"},
      {&long_head, get + many + "\r\n"},
      {&long_head, "GET /" + std::string(17'000, 'a') + " HTTP/1.1\r\n\r\n"}};
  while (stage.wait(std::chrono::milliseconds(700))) {
    const auto& [rule, request] = cases[stage.below(std::size(cases))];
    const auto sent = Clock::now();
    RawClient client(stage.target.port);
    client.send(request);
    tell(stage.target, *rule, read_answer(client), sent, request.substr(0, 60));
  }
}

}  // namespace wmh::soak
