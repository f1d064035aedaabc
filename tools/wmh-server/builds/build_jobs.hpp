#pragma once

#include "api/models.hpp"
#include "api/step_signal.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <thread>

namespace wmh::server {

/// What a client wants built.
struct BuildRequest {
  std::string name{};
  std::filesystem::path traces{};
  json::object card{};  ///< {title, description, tags}.
  std::string provider = "offline";
  std::string model{};
  std::string region{};
  std::int64_t gepa_budget = 0;
  double train_split = 0.8;
  std::size_t embed_dim = 512;
};

/// Builds a model and opens it. May take long; is called on one thread at a time.
using Builder = std::function<Result<std::shared_ptr<ServedModel>>(
    const BuildRequest& request, std::shared_ptr<Observer> progress)>;

/// What is known of a build.
struct BuildStatus {
  std::string id{};
  std::string name{};
  std::string status{};  ///< queued, running, succeeded or failed.
  std::string error{};
  json::array events{};  ///< {event, ...}, see docs/http-api.md.
};

/// Builds models one after the other, on a thread that runs from the first one on. Callable from
/// any thread.
class BuildJobs {
 public:
  static constexpr std::size_t most_waiting = 16;
  static constexpr std::size_t most_remembered = 100;

  /// `built` takes the model over. `signal` is notified of a build's events, by its id.
  BuildJobs(Builder builder, std::function<void(std::shared_ptr<ServedModel>)> built,
            StepSignal& signal);
  /// Waits for the build under way; those that wait do not begin.
  ~BuildJobs();

  /// Returns the id. Fails with errc::limit_reached, or errc::session_busy when a build of that
  /// name waits or runs.
  Result<std::string> start(BuildRequest request);
  std::optional<BuildStatus> find(const std::string& id) const;
  std::vector<BuildStatus> all() const;  ///< Newest last, without their events.

 private:
  class Progress;
  struct Job {
    BuildStatus status{};
    BuildRequest request{};
  };
  void loop();
  void run(Job& job);
  void tell(const std::string& id, json::object event);
  void end(Job& job, const Result<std::shared_ptr<ServedModel>>& model);
  std::shared_ptr<Job> next();
  void forget_old();

  const Builder builder_;
  const std::function<void(std::shared_ptr<ServedModel>)> built_;
  StepSignal& signal_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t number_ = 0;
  std::deque<std::shared_ptr<Job>> jobs_;  // oldest first, ended ones included
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace wmh::server
