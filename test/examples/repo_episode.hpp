#pragma once

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "swe_env.hpp"

#include <string>

namespace wmh::testing {

/// A repository of a few files in examples/swe-bench's environment, with an open episode.
class RepoEpisode {
 public:
  explicit RepoEpisode(swe::Files files = small_repo())
      : env_(swe::SweEnv::open("small", std::move(files)).value()) {
    env_->reset().value();
  }

  swe::SweEnv& env() { return *env_; }
  std::filesystem::path root() const { return env_->workspace()->root(); }

  Observation call(std::string tool, std::string_view arguments = "{}") {
    auto parsed = parse_json(arguments).value();
    return env_->step(Action::tool_call(std::move(tool), parsed.as_object())).value();
  }

  static swe::Files small_repo() {
    return {
        {"README.md", "# small\n"},
        {"small/__init__.py", ""},
        {"small/sums.py",
         "def total(numbers):\n    return sum(numbers)\n\n\ndef mean(numbers):\n"
         "    return total(numbers) / len(numbers)\n"},
        {"tests/test_sums.py",
         "from small.sums import mean, total\n\n\ndef test_total():\n"
         "    assert total([1, 2]) == 3\n\n\ndef test_mean():\n    assert mean([1, 3]) == 2\n"}};
  }

 private:
  std::unique_ptr<swe::SweEnv> env_;
};

/// An observation that refuses, with this text in it.
MATCHER_P(Refuses, text, "is a refusal with \"" + std::string(text) + "\"") {
  *result_listener << arg.content;
  return arg.is_error && arg.content.starts_with("Error: ") &&
         arg.content.find(text) != std::string::npos;
}

/// An observation that is no refusal, with exactly this text.
MATCHER_P(Shows, text, "shows \"" + std::string(text) + "\"") {
  *result_listener << arg.content;
  return !arg.is_error && arg.content == text;
}

}  // namespace wmh::testing
