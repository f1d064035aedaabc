#pragma once

#include "testbed/connection.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// An agent in a testbed's program.
class RemoteAgent final : public Agent {
 public:
  explicit RemoteAgent(std::shared_ptr<Connection> connection);
  ~RemoteAgent() override;

  Result<Done> open(const Assignment& assignment);

  Result<Action> act(const std::optional<std::string>& task, const EnvState& state,
                     const std::vector<Step>& history) override;

 private:
  std::size_t steps_in_common(const std::vector<Step>& history) const;

  std::shared_ptr<Connection> connection_;
  std::size_t number_;
  bool open_ = false;
  std::vector<Step> sent_{};  ///< What the program knows of the history.
};

}  // namespace detail
WMH_END_NAMESPACE
