#pragma once

#include <wmh/testbed.hpp>

#include <map>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The requests of docs/closed-loop.md on a testbed, and what they have opened.
class Service {
 public:
  explicit Service(Testbed& testbed) : testbed_(testbed) {}

  /// The answer to a request; an error is answered as such.
  Result<json::object> answer(const json::object& request);

 private:
  /// An agent and what has happened to it so far; a request brings only what is new.
  struct OpenAgent {
    std::unique_ptr<Agent> agent;
    std::vector<Step> history{};
  };

  Result<json::object> hello(const json::object& request);
  Result<json::object> assignments(const json::object& request);
  Result<json::object> open_env(const json::object& request);
  Result<json::object> reset(const json::object& request);
  Result<json::object> step(const json::object& request);
  Result<json::object> close_env(const json::object& request);
  Result<json::object> open_agent(const json::object& request);
  Result<json::object> act(const json::object& request);
  Result<json::object> close_agent(const json::object& request);
  Result<json::object> outcome(const json::object& request);

  Testbed& testbed_;
  std::map<std::size_t, std::unique_ptr<Env>> envs_{};
  std::map<std::size_t, OpenAgent> agents_{};
};

}  // namespace detail
WMH_END_NAMESPACE
