// `kill -9` of a server under load: no answered step is missing, none is there twice, sessions go
// on.
#include <wmh/testing/matchers.hpp>

#include "support/api_client.hpp"
#include "support/command.hpp"
#include "support/source_dir.hpp"

#include <atomic>
#include <csignal>
#include <random>
#include <thread>

namespace wmh {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::ApiClient;
using testing::RawClient;

/// A port that was free a moment ago.
std::uint16_t free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  EXPECT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size), 0);
  ::close(socket);
  return ntohs(address.sin_port);
}

/// One client: a session, and every answer that it was given.
struct Agent {
  std::string session{};
  std::vector<std::string> answers{};
};

struct ServeKill : ::testing::Test {
  pid_t start() {
    const fs::path root = testing::source_dir() / "examples/tau-bench";
    const pid_t child = testing::start_command(
        WMH_COMMAND,
        {"serve", "--root", root.string(), "--sessions", "sqlite:" + (folder / "s.sqlite").string(),
         "--port", std::to_string(port)},
        "/", "/dev/null", folder / "err");
    while (!RawClient(port).connected())
      std::this_thread::sleep_for(5ms);
    return child;
  }
  static void end(pid_t child, int signal) {
    ::kill(child, signal);
    ::waitpid(child, nullptr, 0);
  }

  /// Asks until an answer comes, over as many connections as it takes.
  ApiClient::Answer insist(const std::string& path, const json::value& body,
                           const std::string& headers) {
    for (;;) {
      if (!connection) connection = std::make_unique<ApiClient>(port);
      auto answer = connection->post(path, body, headers);
      if (answer.status != 0) return answer;
      connection.reset();
      std::this_thread::sleep_for(2ms);
    }
  }

  void work(Agent& agent) {
    ServeKill::connection.reset();
    for (int i = 0; !stop; ++i) {
      const json::value body{{"action",
                              {{"kind", "tool_call"},
                               {"name", "get_user_details"},
                               {"arguments", {{"user_id", std::to_string(i)}}}}}};
      const auto answer = insist("/world_models/airline/sessions/" + agent.session + "/step", body,
                                 "Idempotency-Key: " + std::to_string(i) + "\r\n");
      EXPECT_EQ(answer.status, 200) << answer.text;
      agent.answers.push_back(to_text(answer.at("observation")));
    }
    connection.reset();
  }

  static thread_local std::unique_ptr<ApiClient> connection;
  testing::TempDir folder;
  std::uint16_t port = free_port();
  std::atomic<bool> stop = false;
};
thread_local std::unique_ptr<ApiClient> ServeKill::connection;

TEST_F(ServeKill, NoAnsweredStepIsMissingOrDoubled) {
  constexpr int kills = 50;
  pid_t server = start();
  std::vector<Agent> agents(8);
  ApiClient opening(port);
  for (Agent& each : agents)
    each.session = std::string(opening.post("/world_models/airline/sessions", json::object())
                                   .at("session_id")
                                   .get_string());
  std::vector<std::thread> threads;
  for (Agent& each : agents)
    threads.emplace_back([&] { work(each); });
  std::mt19937 random(7);
  for (int i = 0; i < kills; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 150));
    end(server, SIGKILL);
    server = start();
  }
  std::this_thread::sleep_for(200ms);
  stop = true;
  for (std::thread& each : threads)
    each.join();
  ApiClient reading(port);
  std::size_t steps = 0;
  for (const Agent& each : agents) {
    const auto session =
        reading.get("/world_models/airline/sessions/" + each.session + "?limit=100000");
    const std::size_t taken = session.at("steps_taken").to_number<std::size_t>();
    EXPECT_EQ(taken, each.answers.size());
    const std::size_t first = session.at("first_step").to_number<std::size_t>();
    const json::array& history = session.at("history").get_array();
    for (std::size_t i = 0; i < history.size(); ++i)
      EXPECT_EQ(to_text(history[i].at("observation")), each.answers.at(first + i));
    steps += taken;
  }
  std::cout << kills << " kills, " << steps << " steps\n";
  EXPECT_GT(steps, 100U);
  end(server, SIGTERM);
}

}  // namespace
}  // namespace wmh
