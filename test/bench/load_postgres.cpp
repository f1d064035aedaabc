// How many steps a second one process keeps in PostgreSQL: clients with a session each, which they
// step as soon as the last answer has come, against a predictor that takes no time.
//
//   load_postgres url=postgres://USER@HOST/DATABASE [clients=N] [seconds=N] [connections=N]
#include <wmh/world_model.hpp>

#include "sessions/postgres_sessions.hpp"
#include "support/predictors.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/thread_pool.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

namespace {

using namespace wmh;
using Clock = std::chrono::steady_clock;

struct Load {
  std::string url{};
  std::size_t clients = 64;
  std::size_t seconds = 10;
  std::size_t connections = 8;
};

struct Client {
  std::vector<double> milliseconds{};
  std::string failure{};
};

asio::awaitable<void> work(WorldModel model, Client& client, Clock::time_point end) {
  auto opened = co_await model.async_new_session(SessionStart(), asio::use_awaitable);
  if (!opened) {
    client.failure = opened.error().message();
    co_return;
  }
  const SessionId id = opened->id;
  for (auto begin = Clock::now(); begin < end; begin = Clock::now()) {
    Action action = Action::message("what is in the cart of customer 12345?");
    auto answer = co_await model.async_step(id, std::move(action), asio::use_awaitable);
    if (!answer) client.failure = answer.error().message();
    if (!answer) co_return;
    const std::chrono::duration<double, std::milli> taken = Clock::now() - begin;
    client.milliseconds.push_back(taken.count());
  }
}

bool read(Load& load, std::string_view argument) {
  const auto at = argument.find('=');
  if (at == argument.npos) return false;
  const std::string_view name = argument.substr(0, at);
  const std::string value(argument.substr(at + 1));
  if (name == "url") return load.url = value, true;
  for (const auto& [known, number] : {std::pair("clients", &load.clients),
                                      {"seconds", &load.seconds},
                                      {"connections", &load.connections}})
    if (name == known) return *number = std::strtoull(value.c_str(), nullptr, 10), true;
  return false;
}

int run(const Load& load) {
  server::PostgresOptions options;
  options.url = load.url;
  options.connections = load.connections;
  const auto sessions = server::PostgresSessions::open(std::move(options));
  if (!sessions) return std::cerr << sessions.error().message() << '\n', 1;
  WorldModelOptions with;
  with.store = (*sessions)->of("load");
  with.max_history = 100;
  const WorldModel model(std::make_shared<testing::EchoPredictor>(), std::move(with));
  std::vector<Client> clients(load.clients);
  asio::thread_pool threads(2);
  const auto end = Clock::now() + std::chrono::seconds(load.seconds);
  for (Client& each : clients)
    asio::co_spawn(threads, work(model, each, end), asio::detached);
  threads.join();
  std::vector<double> all;
  for (const Client& each : clients) {
    if (!each.failure.empty()) std::cerr << each.failure << '\n';
    all.insert(all.end(), each.milliseconds.begin(), each.milliseconds.end());
  }
  std::sort(all.begin(), all.end());
  if (all.empty()) return 1;
  fmt::print("{} clients, {} connections: {:.0f} steps/s; median {:.2f} ms, 99 % {:.2f} ms\n",
             load.clients, load.connections,
             static_cast<double>(all.size()) / static_cast<double>(load.seconds),
             all[all.size() / 2], all[all.size() * 99 / 100]);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  Load load;
  for (int i = 1; i < count; ++i)
    if (!read(load, words[i])) return std::cerr << "unknown: " << words[i] << '\n', 2;
  return run(load);
}
