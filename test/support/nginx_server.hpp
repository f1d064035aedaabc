#pragma once

// An nginx of one's own, from Debian's package, in front of servers on this machine.
#include "support/command.hpp"
#include "support/raw_client.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <thread>

namespace wmh::testing {

inline constexpr const char* nginx_program = "/usr/sbin/nginx";

/// Starts at once; ends with the object.
class NginxServer {
 public:
  /// `body` is what stands inside http { }.
  explicit NginxServer(std::uint16_t port, std::string_view body) {
    std::string text = ::geteuid() == 0 ? "user root;\n" : "";
    const std::string here = folder_.path().string();
    text += "daemon off; worker_processes 1; pid " + here + "/pid;\nerror_log " + here +
            "/error.log;\nevents { worker_connections 1024; }\nhttp {\naccess_log off;\n";
    for (const char* each : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
      text += std::string(each) + "_temp_path " + here + "/" + each + ";\n";
    text.append(body).append("}\n");
    const auto file = folder_.write("nginx.conf", text);
    server_ =
        start_command(nginx_program, {"-p", here, "-e", here + "/error.log", "-c", file.string()},
                      "/", folder_ / "out", folder_ / "err");
    for (int tries = 0; tries < 200 && !RawClient(port).connected(); ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_TRUE(RawClient(port).connected()) << read_text(folder_ / "err");
  }
  ~NginxServer() {
    ::kill(server_, SIGTERM);
    ::waitpid(server_, nullptr, 0);
  }
  NginxServer(const NginxServer&) = delete;
  NginxServer& operator=(const NginxServer&) = delete;

  std::string errors() const { return read_text(folder_ / "error.log"); }

 private:
  const TempDir folder_{};
  pid_t server_ = 0;
};

}  // namespace wmh::testing
