#include "soak/target.hpp"

#include <thread>

namespace wmh::soak {

bool Stage::wait(std::chrono::milliseconds time) const {
  constexpr std::chrono::milliseconds slice(100);
  for (const auto end = Clock::now() + time; !stop && Clock::now() < end;)
    std::this_thread::sleep_for(std::min<Clock::duration>(slice, end - Clock::now()));
  return !stop;
}

}  // namespace wmh::soak
