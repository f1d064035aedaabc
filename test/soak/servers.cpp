#include "soak/servers.hpp"

#include "support/raw_client.hpp"

#include <fmt/format.h>

#include <csignal>
#include <thread>

namespace wmh::soak {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::size_t entries(const fs::path& folder) {
  std::error_code ignored;
  std::size_t count = 0;
  for (fs::directory_iterator each(folder, ignored), end; !ignored && each != end;
       each.increment(ignored))
    ++count;
  return count;
}

}  // namespace

Served::Served(const std::string& wmh, std::uint16_t port, std::vector<std::string> options,
               fs::path log)
    : log_(std::move(log)) {
  options.insert(options.begin(), {"serve", "--port", std::to_string(port)});
  process_ = testing::start_command(wmh, options, "/", "/dev/null", log_);
  for (int tries = 0; tries < 6000 && runs(); ++tries) {
    if (testing::RawClient(port).connected()) return;
    std::this_thread::sleep_for(10ms);
  }
  problem_ = "the server did not start: " + testing::read_text(log_);
}

Served::~Served() {
  if (!runs()) return;
  ::kill(process_, SIGKILL);
  reap(true);
}

void Served::reap(bool wait) {
  if (!ended_) ended_ = ::waitpid(process_, &status_, wait ? 0 : WNOHANG) == process_;
}

bool Served::runs() {
  reap(false);
  return !ended_;
}

Reading Served::read(double seconds) const {
  const fs::path proc = fs::path("/proc") / std::to_string(process_);
  Reading reading{.seconds = seconds};
  std::ifstream status(proc / "status");
  for (std::string word; status >> word;) {
    if (word == "VmRSS:") status >> reading.rss;
    if (word == "RssAnon:") status >> reading.anon;
    if (word == "Threads:") status >> reading.threads;
  }
  reading.files = entries(proc / "fd");
  return reading;
}

std::string Served::complaint() const {
  std::ifstream log(log_);
  for (std::string line; std::getline(log, line);)
    for (const char* each : {"Sanitizer", "runtime error:", "terminate called", "Assertion"})
      if (line.find(each) != std::string::npos) return line;
  return {};
}

std::string Served::end() {
  if (runs()) ::kill(process_, SIGTERM);
  for (int tries = 0; tries < 900 && runs(); ++tries)
    std::this_thread::sleep_for(100ms);
  if (!ended_) return "it did not end within 90 s of SIGTERM";
  const std::string line = complaint();
  if (!line.empty()) return "its log says: " + line;
  if (WIFSIGNALED(status_)) return fmt::format("it was ended by signal {}", WTERMSIG(status_));
  if (WEXITSTATUS(status_) != 0) return fmt::format("it ended with {}", WEXITSTATUS(status_));
  return {};
}

}  // namespace wmh::soak
