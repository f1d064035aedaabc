#pragma once

#include <wmh/env.hpp>

#include "workspace/workspace.hpp"

#include <boost/json/object.hpp>

#include <memory>
#include <optional>
#include <set>

namespace swe {

/// A repository to be repaired as an environment: a tool call works on its files, a message gets a
/// fixed reply. The same actions after a reset get the same observations.
///
/// Distinct objects: safe. Shared objects: unsafe.
class SweEnv final : public wmh::Env {
 public:
  /// `files` are what each episode begins with. Fails where a scratch folder cannot be made or
  /// there is no python3.
  static Result<std::unique_ptr<SweEnv>> open(std::string repo, Files files);

  wmh::Result<wmh::EnvState> reset(wmh::SessionStart start = {}) override;
  wmh::Result<wmh::Observation> step(wmh::Action action) override;
  void close() noexcept override { workspace_.reset(); }

  /// The repository of the open episode; null between episodes.
  const Workspace* workspace() const noexcept { return workspace_ ? &*workspace_ : nullptr; }

 private:
  SweEnv(std::string repo, Files files) : repo_(std::move(repo)), files_(std::move(files)) {}
  Result<std::string> call(std::string_view tool, const boost::json::object& arguments);
  Result<std::string> submit(const boost::json::object& arguments);

  std::string repo_;
  Files files_;
  std::optional<Workspace> workspace_{};
  std::set<std::string> edited_{};  ///< The paths, in this episode.
  bool submitted_ = false;
};

}  // namespace swe
