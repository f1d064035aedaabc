#pragma once

// A PostgreSQL of one's own, from Debian's package. Needs no service manager; root runs it as
// postgres, since it refuses to run as root.
#include "support/command.hpp"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <chrono>
#include <csignal>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <thread>

/// Skips the test where PostgreSQL is not installed.
#define WMH_REQUIRE_POSTGRES()                                     \
  if (!std::filesystem::exists(::wmh::testing::postgres_programs)) \
  GTEST_SKIP() << "no " << ::wmh::testing::postgres_programs << ": install postgresql-15"

namespace wmh::testing {

inline constexpr const char* postgres_programs = "/usr/lib/postgresql/15/bin";

inline std::uint16_t free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool bound = ::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(socket);
  return bound ? ntohs(address.sin_port) : std::uint16_t{0};
}

/// Starts at once; ends with the object.
class PostgresServer {
 public:
  explicit PostgresServer(std::vector<std::string> settings = {})
      : settings_(std::move(settings)), port_(free_port()) {
    if (::geteuid() == 0) user_ = ::getpwnam("postgres");
    if (user_ && ::chown(folder_.path().c_str(), user_->pw_uid, user_->pw_gid) != 0) return;
    const auto data = (folder_ / "data").string();
    const pid_t made = start("initdb", {"-D", data, "-A", "trust", "-U", "postgres", "--no-sync"});
    int status = 0;
    ::waitpid(made, &status, 0);
    EXPECT_EQ(status, 0) << read_text(folder_ / "initdb.log");
    start();
  }
  ~PostgresServer() { stop(SIGQUIT); }
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  std::uint16_t port() const noexcept { return port_; }
  std::string url(std::string_view database = "postgres") const {
    return "postgres://postgres@127.0.0.1:" + std::to_string(port_) + "/" + std::string(database);
  }

  /// Runs SQL; what it printed, a line for each row.
  std::string query(const std::string& sql, std::string_view database = "postgres") const {
    const auto done =
        run_command("/usr/bin/psql", {"-X", "-q", "-A", "-t", "-c", sql, url(database)}, "/");
    EXPECT_EQ(done.exit_code, 0) << done.err;
    return done.out;
  }
  /// The address of a new, empty database.
  std::string new_database(const std::string& name) const {
    query("CREATE DATABASE " + name);
    return url(name);
  }

  /// SIGTERM waits for clients, SIGINT ends them, SIGQUIT ends it as a crash would.
  void stop(int signal) {
    if (server_ <= 0) return;
    ::kill(server_, signal);
    ::waitpid(server_, nullptr, 0);
    server_ = 0;
  }
  /// Returns when it answers.
  void start() {
    std::vector<std::string> words{"-D", (folder_ / "data").string(), "-p", std::to_string(port_)};
    for (const std::string& each : {std::string("listen_addresses=127.0.0.1"),
                                    "unix_socket_directories=" + folder_.path().string()})
      words.insert(words.end(), {"-c", each});
    for (const std::string& each : settings_)
      words.insert(words.end(), {"-c", each});
    server_ = start("postgres", words);
    for (int tries = 0; tries < 300; ++tries) {
      const auto ready = run_command(std::string(postgres_programs) + "/pg_isready",
                                     {"-q", "-h", "127.0.0.1", "-p", std::to_string(port_)}, "/");
      if (ready.exit_code == 0) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    ADD_FAILURE() << "PostgreSQL did not start: " << read_text(folder_ / "postgres.log");
  }

 private:
  pid_t start(const std::string& program, const std::vector<std::string>& args) const {
    const auto log = (folder_ / (program + ".log")).string();
    const std::string path = std::string(postgres_programs) + "/" + program;
    std::vector<char*> words{const_cast<char*>(path.c_str())};
    for (const std::string& arg : args)
      words.push_back(const_cast<char*>(arg.c_str()));
    words.push_back(nullptr);
    const pid_t child = ::fork();
    if (child != 0) return child;
    if (user_ && (::setgroups(0, nullptr) != 0 || ::setgid(user_->pw_gid) != 0 ||
                  ::setuid(user_->pw_uid) != 0 || ::chdir("/") != 0))
      ::_exit(126);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);  // also when a test is killed
    ::dup2(::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666), 1);
    ::dup2(1, 2);
    ::execv(path.c_str(), words.data());
    ::_exit(127);
  }

  const TempDir folder_{};
  const std::vector<std::string> settings_;
  const std::uint16_t port_;
  const passwd* user_ = nullptr;
  pid_t server_ = 0;
};

}  // namespace wmh::testing
