#pragma once

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "open_env.hpp"

#include <string>

namespace wmh::testing {

/// A desk of examples/tau-bench with an open episode.
class DeskEpisode {
 public:
  explicit DeskEpisode(std::string_view name, std::optional<std::string> task = {})
      : env_(tau::open_env(name, tau::data_folder()).value()) {
    env_->reset(SessionStart(std::move(task))).value();
  }

  tau::DeskEnv& env() { return *env_; }

  Observation call(std::string tool, std::string_view arguments) {
    auto parsed = parse_json(arguments).value();
    return env_->step(Action::tool_call(std::move(tool), parsed.as_object())).value();
  }
  Observation say(std::string text) { return env_->step(Action::message(std::move(text))).value(); }

  /// The answer of a call that must not be refused, as JSON.
  json::value ask(std::string tool, std::string_view arguments) {
    const auto observation = call(std::move(tool), arguments);
    EXPECT_FALSE(observation.is_error) << observation.content;
    return observation.is_error ? json::object() : parse_json(observation.content).value();
  }

 private:
  std::unique_ptr<tau::DeskEnv> env_;
};

/// An observation that refuses, with this text in it.
MATCHER_P(Refuses, text, "is a refusal with \"" + std::string(text) + "\"") {
  *result_listener << arg.content;
  return arg.is_error && arg.content.starts_with("Error: ") &&
         arg.content.find(text) != std::string::npos;
}

/// The value at a JSON pointer.
inline json::value at(const json::value& value, std::string_view pointer) {
  boost::system::error_code failure;
  const json::value* found = value.find_pointer(pointer, failure);
  return found ? *found : json::value(nullptr);
}

}  // namespace wmh::testing
