#include "soak/crew.hpp"

namespace wmh::soak {
namespace {

struct Role {
  Actor play;
  std::size_t count;
};

constexpr Role roles[] = {{play_agent, agents_of_a_crew},
                          {play_batches, 1},
                          {play_leavers, 2},
                          {play_slow_reader, 2},
                          {play_deaf_listener, 2},
                          {play_slow_writer, 3},
                          {play_malformed, 1},
                          {play_oversized, 1},
                          {play_builder, 1},
                          {play_mcp, 1},
                          {play_reader, 1},
                          {play_hoarder, 1}};

}  // namespace

Crew::Crew(Target& target, const CrewOptions& options) {
  std::seed_seq seeds{options.seed, std::uint64_t{target.name.size()}};
  std::mt19937_64 random(seeds);
  for (const Role& role : roles)
    for (std::size_t i = 0; i < role.count; ++i)
      threads_.emplace_back(
          [play = role.play, stage = Stage{target, stop_, std::mt19937_64(random()), options.pause,
                                           options.corpus}]() mutable { play(stage); });
}

void Crew::end() {
  stop_ = true;
  for (std::thread& each : threads_)
    if (each.joinable()) each.join();
}

}  // namespace wmh::soak
