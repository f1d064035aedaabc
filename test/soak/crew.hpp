#pragma once

#include "soak/actors.hpp"

#include <thread>

namespace wmh::soak {

/// How the clients of one server behave.
struct CrewOptions {
  std::chrono::milliseconds pause{80};
  std::uint64_t seed = 1;
  std::string corpus{};
};
inline constexpr std::size_t agents_of_a_crew = 8;

/// The clients of one server, a thread each.
class Crew {
 public:
  Crew(Target& target, const CrewOptions& options);
  ~Crew() { end(); }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  /// Lets agents verify what they were told.
  void end();

 private:
  std::atomic<bool> stop_ = false;
  std::vector<std::thread> threads_{};
};

}  // namespace wmh::soak
