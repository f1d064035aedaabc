#pragma once

#include "testbed/connection.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// An environment in a testbed's program.
class RemoteEnv final : public Env {
 public:
  RemoteEnv(std::shared_ptr<Connection> connection, Assignment assignment);
  ~RemoteEnv() override;

  /// Has it stood up; reset does so where it was closed.
  Result<Done> open();

  Result<EnvState> reset(SessionStart start = {}) override;
  Result<Observation> step(Action action) override;
  std::optional<EnvState> state() const override { return state_; }
  void close() noexcept override;

 private:
  Result<Done> take_state(const json::object& reply);

  std::shared_ptr<Connection> connection_;
  Assignment assignment_;
  std::optional<std::size_t> number_{};  ///< While it is open.
  std::optional<EnvState> state_{};
};

}  // namespace detail
WMH_END_NAMESPACE
