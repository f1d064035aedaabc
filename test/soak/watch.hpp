#pragma once

#include "soak/servers.hpp"
#include "soak/target.hpp"

#include <thread>

namespace wmh::soak {

/// A server that is watched.
struct Watched {
  std::string name;
  Served* server;
  std::vector<Reading> readings{};
};

/// Reads what servers hold every few seconds, into a table on disk too, and tells how the run goes
/// every minute.
class Watch {
 public:
  Watch(std::vector<Watched> servers, const std::filesystem::path& table, Tally& tally,
        std::chrono::milliseconds interval);
  ~Watch() { end(); }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  void end();
  const std::vector<Watched>& servers() const noexcept { return servers_; }

 private:
  void run(std::chrono::milliseconds interval);
  void read(double seconds);
  void tell(double seconds) const;

  std::vector<Watched> servers_;
  std::ofstream table_;
  Tally& tally_;
  std::atomic<bool> stop_ = false;
  std::thread thread_{};
};

}  // namespace wmh::soak
