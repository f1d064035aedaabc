#pragma once

#include "soak/small_disk.hpp"
#include "soak/target.hpp"
#include "support/postgres_server.hpp"

#include <functional>

namespace wmh::soak {

/// Something that happens at a time of the run.
struct Happening {
  std::chrono::duration<double> at;
  std::function<void()> happen;
};

/// PostgreSQL is restarted at a third and at two thirds of the run: once as an operator does, once
/// as a crash would.
std::vector<Happening> restarts(testing::PostgresServer& database, Target& target,
                                std::chrono::duration<double> whole);
/// A disk is filled up and freed again eight times.
std::vector<Happening> fillings(const SmallDisk& disk, Target& target,
                                std::chrono::duration<double> whole);
/// Returns when the run is over.
void let_happen(std::vector<Happening> happenings, std::chrono::duration<double> whole);

}  // namespace wmh::soak
