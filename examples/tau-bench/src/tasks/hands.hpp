#pragma once

#include <wmh/env.hpp>

#include "desk/read_json.hpp"
#include "tasks/style.hpp"
#include "tasks/task.hpp"

namespace tau {

/// What a scripted agent works with: it acts on an environment.
///
/// After an error of the environment itself, or a transfer, acting does nothing any more.
class Hands {
 public:
  Hands(wmh::Env& env, const Task& task, const Style& style);

  const Style& style() const noexcept { return style_; }

  /// Calls a tool; in a style that slips perhaps after a wrong attempt. The answer is JSON where
  /// the tool shows JSON, else a string; null when the tool refused.
  json::value call(std::string_view tool, json::object arguments = {});
  bool refused() const noexcept { return refused_; }

  /// Says something to the customer; the styles that do not talk stay silent.
  void say(std::string text);

  /// Ends the episode with a human.
  void transfer(std::string summary);
  bool done() const noexcept { return done_; }

  /// What stopped the environment, if anything did.
  const std::optional<wmh::Error>& failure() const noexcept { return failure_; }

 private:
  wmh::Observation act(wmh::Action action);

  wmh::Env& env_;
  const Style& style_;
  std::string episode_;  ///< Names the task and the style; with the step it decides on slips.
  std::size_t taken_ = 0;
  std::optional<wmh::Error> failure_{};
  bool refused_ = false;
  bool done_ = false;
};

/// 32 hexadecimal digits that stand for a task done in a style.
std::string trace_id(const Task& task, const Style& style);

}  // namespace tau
