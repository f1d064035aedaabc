// Three servers share their sessions in PostgreSQL behind nginx, and one after another is killed:
// no answered step is missing, none is there twice, sessions go on.
#include <wmh/testing/matchers.hpp>

#include "support/api_client.hpp"
#include "support/nginx_server.hpp"
#include "support/postgres_server.hpp"
#include "support/source_dir.hpp"

#include <atomic>
#include <map>
#include <random>

namespace wmh {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::ApiClient;
using testing::RawClient;

/// The configuration that users get, with these servers in it.
std::string nginx_config(std::uint16_t port, const std::vector<std::uint16_t>& replicas) {
  std::string config = testing::read_text(testing::source_dir() / "docs/deploy/nginx.conf");
  for (std::size_t i = 0; i < replicas.size(); ++i) {
    const std::string documented = "10.0.0.1" + std::to_string(i + 1) + ":8000";
    const auto at = config.find(documented);
    if (at == std::string::npos) return {};
    config.replace(at, documented.size(), "127.0.0.1:" + std::to_string(replicas[i]));
  }
  const std::string listen = "listen 80;";
  config.replace(config.find(listen), listen.size(),
                 "listen 127.0.0.1:" + std::to_string(port) + ";");
  return config;
}

/// A `wmh serve` that can be killed and started again.
class Replica {
 public:
  Replica(std::string sessions, fs::path log)
      : sessions_(std::move(sessions)), log_(std::move(log)), port_(testing::free_port()) {
    start();
  }
  ~Replica() { end(SIGTERM); }
  Replica(const Replica&) = delete;
  Replica& operator=(const Replica&) = delete;

  std::uint16_t port() const noexcept { return port_; }
  void start() {
    const fs::path root = testing::source_dir() / "examples/tau-bench";
    process_ = testing::start_command(
        WMH_COMMAND,
        {"serve", "--root", root.string(), "--sessions", sessions_, "--threads", "1", "--port",
         std::to_string(port_), "--drain-seconds", "2"},
        "/", "/dev/null", log_);
    for (int tries = 0; tries < 2000 && !RawClient(port_).connected(); ++tries)
      std::this_thread::sleep_for(10ms);
    ASSERT_TRUE(RawClient(port_).connected()) << testing::read_text(log_);
  }
  void end(int signal) {
    ::kill(process_, signal);
    ::waitpid(process_, nullptr, 0);
  }
  bool runs() const { return ::waitpid(process_, nullptr, WNOHANG) == 0; }

 private:
  const std::string sessions_;
  const fs::path log_;
  const std::uint16_t port_;
  pid_t process_ = 0;
};

/// A client with a session: what it was answered, and how often it was refused with which status.
class Agent {
 public:
  explicit Agent(std::uint16_t port) : port_(port) {
    const auto opened = insist("/world_models/airline/sessions", json::object(), {});
    session_ = std::string(opened.at("session_id").get_string());
  }

  void work(const std::atomic<bool>& stop) {
    for (int i = 0; !stop; ++i) {
      const json::value body{{"action",
                              {{"kind", "tool_call"},
                               {"name", "get_user_details"},
                               {"arguments", {{"user_id", std::to_string(i)}}}}}};
      const auto answer = insist("/world_models/airline/sessions/" + session_ + "/step", body,
                                 "Idempotency-Key: " + std::to_string(i) + "\r\n");
      answers_.push_back(to_text(answer.at("observation")));
      ++answered_;
      EXPECT_EQ(answer.at("step"), i);
    }
  }

  /// Every answered step is in the session once, and nothing else is. Returns their number.
  std::size_t check() {
    connection_.reset();
    ApiClient client(port_);
    const std::string path = "/world_models/airline/sessions/" + session_;
    const auto session = client.get(path + "?limit=100000");
    EXPECT_EQ(session.at("steps_taken").to_number<std::size_t>(), answers_.size());
    const std::size_t first = session.at("first_step").to_number<std::size_t>();
    const json::array& history = session.at("history").get_array();
    for (std::size_t i = 0; i < history.size(); ++i) {
      EXPECT_EQ(history[i].at("action").at("arguments").at("user_id").get_string(),
                std::to_string(first + i));
      EXPECT_EQ(to_text(history[i].at("observation")), answers_.at(first + i));
    }
    return answers_.size();
  }
  std::size_t answered() const noexcept { return answered_; }
  const std::map<int, int>& refusals() const { return refusals_; }

 private:
  /// Asks until it is answered, as a client does that reads "retryable".
  ApiClient::Answer insist(const std::string& path, const json::value& body,
                           const std::string& headers) {
    for (;;) {
      if (!connection_) connection_ = std::make_unique<ApiClient>(port_);
      auto answer = connection_->post(path, body, headers);
      if (answer.status == 200) return answer;
      ++refusals_[answer.status];
      EXPECT_TRUE(answer.status == 409 || answer.status == 502 || answer.status == 503 ||
                  answer.status == 504)
          << answer.status << answer.text;
      connection_.reset();
      std::this_thread::sleep_for(10ms);
    }
  }

  const std::uint16_t port_;
  std::string session_{};
  std::unique_ptr<ApiClient> connection_{};
  std::vector<std::string> answers_{};
  std::atomic<std::size_t> answered_ = 0;
  std::map<int, int> refusals_{};
};

struct ReplicasTest : ::testing::Test {
  void SetUp() override {
    WMH_REQUIRE_POSTGRES();
    if (!fs::exists(testing::nginx_program))
      GTEST_SKIP() << "no " << testing::nginx_program << ": install nginx-light";
    database = std::make_unique<testing::PostgresServer>();
    std::vector<std::uint16_t> ports;
    for (int i = 0; i < 3; ++i) {
      replicas.push_back(
          std::make_unique<Replica>(database->url(), folder / ("log" + std::to_string(i))));
      ports.push_back(replicas.back()->port());
    }
    nginx = std::make_unique<testing::NginxServer>(port, nginx_config(port, ports));
    for (int i = 0; i < 6; ++i)
      agents.push_back(std::make_unique<Agent>(port));
    for (const auto& each : agents)
      threads.emplace_back([&] { each->work(stop); });
  }

  /// Waits until every session has gone on for some steps.
  void expect_progress() const {
    std::vector<std::size_t> before;
    for (const auto& each : agents)
      before.push_back(each->answered());
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    for (std::size_t i = 0; i < agents.size(); ++i) {
      while (agents[i]->answered() < before[i] + 5 && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(10ms);
      EXPECT_GE(agents[i]->answered(), before[i] + 5);
    }
  }

  /// Ends the load.
  void check() {
    stop = true;
    for (std::thread& each : threads)
      each.join();
    std::size_t steps = 0;
    std::map<int, int> refusals;
    for (const auto& each : agents) {
      steps += each->check();
      for (const auto& [status, count] : each->refusals())
        refusals[status] += count;
    }
    std::cout << steps << " steps";
    for (const auto& [status, count] : refusals)
      std::cout << "; " << count << " refused with " << status;
    std::cout << "\n";
  }

  testing::TempDir folder{};
  std::unique_ptr<testing::PostgresServer> database{};
  std::vector<std::unique_ptr<Replica>> replicas{};
  std::uint16_t port = testing::free_port();
  std::unique_ptr<testing::NginxServer> nginx{};
  std::vector<std::unique_ptr<Agent>> agents{};
  std::vector<std::thread> threads{};
  std::atomic<bool> stop = false;
};

TEST_F(ReplicasTest, AReplicaThatDiesLosesNothing) {
  std::mt19937 random(11);
  for (int i = 0; i < 20; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 300));
    Replica& victim = *replicas[random() % replicas.size()];
    victim.end(SIGKILL);
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 100));
    victim.start();
  }
  expect_progress();
  check();
}

TEST_F(ReplicasTest, ADatabaseThatRestartsLosesNothing) {
  for (const int signal : {SIGINT, SIGQUIT}) {
    expect_progress();
    database->stop(signal);
    std::this_thread::sleep_for(1s);
    database->start();
  }
  expect_progress();
  check();
  for (const auto& each : replicas)
    EXPECT_TRUE(each->runs());
}

}  // namespace
}  // namespace wmh
