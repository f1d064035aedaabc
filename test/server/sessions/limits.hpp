#pragma once

// What tests of places for sessions have in common.
#include <wmh/testing/matchers.hpp>
#include <wmh/world_model.hpp>

#include "sessions/kept_sessions.hpp"
#include "support/predictors.hpp"
#include "support/run_task.hpp"

namespace wmh::server {

struct Limits {
  std::size_t max_sessions = 1'000'000;
  std::size_t max_sessions_of_owner = 0;
  std::function<double()> clock{};
};

inline Action say(std::string text) {
  return Action::message(std::move(text));
}

}  // namespace wmh::server
