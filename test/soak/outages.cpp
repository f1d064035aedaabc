#include "soak/outages.hpp"

#include <algorithm>

namespace wmh::soak {
namespace {

using Seconds = std::chrono::duration<double>;

/// A twentieth of short runs.
Seconds length_of(Seconds longest, Seconds whole) {
  return std::min(longest, whole / 20);
}

void restart(testing::PostgresServer& database, Target& target, int signal, Seconds length) {
  target.begin_outage();
  database.stop(signal);
  std::this_thread::sleep_for(length);
  database.start();
  target.end_outage();
}

void fill(const SmallDisk& disk, Target& target, Seconds length) {
  target.begin_outage();
  for (const auto end = Clock::now() + length; Clock::now() < end;) {
    disk.fill();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  disk.free();
  target.end_outage();
}

}  // namespace

std::vector<Happening> restarts(testing::PostgresServer& database, Target& target, Seconds whole) {
  const auto at = [&](double share, int signal) {
    return Happening{whole * share, [&database, &target, signal, whole] {
                       restart(database, target, signal, length_of(Seconds(5), whole));
                     }};
  };
  return {at(1.0 / 3, SIGINT), at(2.0 / 3, SIGQUIT)};
}

std::vector<Happening> fillings(const SmallDisk& disk, Target& target, Seconds whole) {
  constexpr int times = 8;
  std::vector<Happening> all;
  for (int i = 0; i < times; ++i)
    all.push_back({whole * ((i + 0.4) / times), [&disk, &target, whole] {
                     fill(disk, target, length_of(Seconds(10), whole));
                   }});
  return all;
}

void let_happen(std::vector<Happening> happenings, Seconds whole) {
  std::sort(happenings.begin(), happenings.end(),
            [](const auto& a, const auto& b) { return a.at < b.at; });
  const auto begin = Clock::now();
  const auto reach = [&](Seconds at) {
    std::this_thread::sleep_until(begin + std::chrono::duration_cast<Clock::duration>(at));
  };
  for (const Happening& each : happenings) {
    reach(each.at);
    each.happen();
  }
  reach(whole);
}

}  // namespace wmh::soak
