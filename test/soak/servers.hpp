#pragma once

#include "soak/growth.hpp"
#include "support/command.hpp"

#include <chrono>

namespace wmh::soak {

/// A `wmh serve` of its own.
class Served {
 public:
  /// Listens when this returns; `problem()` says why not.
  Served(const std::string& wmh, std::uint16_t port, std::vector<std::string> options,
         std::filesystem::path log);
  ~Served();
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  const std::string& problem() const noexcept { return problem_; }
  bool runs();
  /// What it holds now.
  Reading read(double seconds) const;
  /// SIGTERM; what is wrong with how it ended, empty when nothing is.
  std::string end();

 private:
  void reap(bool wait);
  std::string complaint() const;

  const std::filesystem::path log_;
  pid_t process_ = 0;
  bool ended_ = false;
  int status_ = 0;
  std::string problem_{};
};

}  // namespace wmh::soak
