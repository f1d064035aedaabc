#pragma once

#include "tasks/style.hpp"
#include "tasks/task.hpp"

namespace terminal {

/// What an agent means to do, before it has seen anything.
struct Plan {
  std::vector<Move> opening{};            ///< All of it, whatever comes of it.
  std::vector<std::vector<Move>> ways{};  ///< One after the other until one is done to the end.
  Move finish;                            ///< Hands in the answer, or shows the proof.
};

Plan make_plan(const World& world, const Task& task, const Style& style);

}  // namespace terminal
