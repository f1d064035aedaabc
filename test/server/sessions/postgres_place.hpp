#pragma once

// Sessions in a PostgreSQL that all tests of a program share, each in a database of its own.
#include "server/sessions/limits.hpp"
#include "sessions/postgres_sessions.hpp"
#include "support/postgres_server.hpp"

#include <fmt/format.h>

namespace wmh::server {

inline testing::PostgresServer& postgres() {
  static testing::PostgresServer one({"fsync=off"});
  return one;
}

inline PostgresOptions options_for(std::string url) {
  PostgresOptions options;
  options.url = std::move(url);
  options.connections = 3;
  return options;
}

struct PostgresPlace {
  std::shared_ptr<PostgresSessions> open(Limits limits = {}) const {
    PostgresOptions options = options_for(url);
    options.max_sessions = limits.max_sessions;
    options.max_sessions_of_owner = limits.max_sessions_of_owner;
    options.clock = limits.clock;
    return PostgresSessions::open(std::move(options)).value();
  }
  std::string name() const { return url.substr(url.rfind('/') + 1); }
  static std::string new_database() {
    static int number = 0;
    return postgres().new_database(fmt::format("test{}", ++number));
  }
  std::string url = new_database();
};

/// What one process would make of the sessions.
inline WorldModel process(PostgresSessions& sessions) {
  WorldModelOptions options;
  options.store = sessions.of("m");
  return WorldModel(std::make_shared<testing::EchoPredictor>(), std::move(options));
}

/// Skips all tests of the program where PostgreSQL is not installed.
struct PostgresInstalled : ::testing::Environment {
  void SetUp() override { WMH_REQUIRE_POSTGRES(); }
};
inline const auto* const postgres_installed =
    ::testing::AddGlobalTestEnvironment(new PostgresInstalled);

}  // namespace wmh::server
