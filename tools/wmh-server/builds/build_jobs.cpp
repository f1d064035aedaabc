#include "builds/build_jobs.hpp"

#include "http/utf8.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace wmh::server {

/// Turns the library's progress into a build's events.
class BuildJobs::Progress final : public Observer {
 public:
  Progress(BuildJobs& jobs, std::string id) : jobs_(jobs), id_(std::move(id)) {}

  void on_event(const Event& event) noexcept override {
    constexpr std::string_view prefix = "wmh.", suffix = ".progress";
    if (!event.name.starts_with(prefix) || !event.name.ends_with(suffix)) return;
    json::object told;
    told["event"] =
        event.name.substr(prefix.size(), event.name.size() - prefix.size() - suffix.size());
    for (const Field& field : event.fields) {
      const std::string_view key =
          field.key.substr(field.key.starts_with(prefix) ? prefix.size() : 0);
      std::visit([&](auto value) { told[key] = value; }, field.value);
    }
    jobs_.tell(id_, std::move(told));
  }

 private:
  BuildJobs& jobs_;
  const std::string id_;
};

BuildJobs::BuildJobs(Builder builder, std::function<void(std::shared_ptr<ServedModel>)> built,
                     StepSignal& signal)
    : builder_(std::move(builder)), built_(std::move(built)), signal_(signal) {}

BuildJobs::~BuildJobs() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

Result<std::string> BuildJobs::start(BuildRequest request) {
  const std::lock_guard lock(mutex_);
  std::size_t waiting = 0;
  for (const auto& each : jobs_) {
    const bool ended = each->status.status == "succeeded" || each->status.status == "failed";
    if (!ended && each->request.name == request.name)
      return Error(errc::session_busy, fmt::format("\"{}\" is being built", request.name));
    if (!ended) ++waiting;
  }
  if (waiting >= most_waiting)
    return Error(errc::limit_reached, fmt::format("{} builds wait already; try later", waiting));
  auto job = std::make_shared<Job>();
  job->status.id = fmt::format("build-{}", ++number_);
  job->status.name = request.name;
  job->status.status = "queued";
  job->request = std::move(request);
  jobs_.push_back(job);
  forget_old();
  if (!thread_.joinable()) thread_ = std::thread([this] { loop(); });
  changed_.notify_one();
  return job->status.id;
}

void BuildJobs::forget_old() {
  while (jobs_.size() > most_remembered && jobs_.front()->status.status != "queued" &&
         jobs_.front()->status.status != "running")
    jobs_.pop_front();
}

std::optional<BuildStatus> BuildJobs::find(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  for (const auto& each : jobs_)
    if (each->status.id == id) return each->status;
  return std::nullopt;
}

std::vector<BuildStatus> BuildJobs::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<BuildStatus> all;
  for (const auto& each : jobs_)
    all.push_back({each->status.id, each->status.name, each->status.status, each->status.error});
  return all;
}

std::shared_ptr<BuildJobs::Job> BuildJobs::next() {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (stopping_) return nullptr;
    const auto queued = std::find_if(jobs_.begin(), jobs_.end(), [](const auto& each) {
      return each->status.status == "queued";
    });
    if (queued != jobs_.end()) {
      (*queued)->status.status = "running";
      return *queued;
    }
    changed_.wait(lock);
  }
}

void BuildJobs::loop() {
  while (const auto job = next())
    run(*job);
}

void BuildJobs::run(Job& job) {
  tell(job.status.id, {{"event", "started"}});
  Result<std::shared_ptr<ServedModel>> model;
  try {
    model = builder_(job.request, std::make_shared<Progress>(*this, job.status.id));
  } catch (const std::exception& problem) {
    model = Error(errc::internal, problem.what());
  }
  if (model) built_(*model);
  end(job, model);
}

void BuildJobs::end(Job& job, const Result<std::shared_ptr<ServedModel>>& model) {
  json::object event{{"event", model ? "done" : "failed"}};
  const std::string why = model ? "" : mended_utf8(model.error().message());
  if (!model) event["error"] = why;
  if (model) {
    const auto accuracy = (*model)->info.held_out_accuracy;
    event["held_out_accuracy"] = accuracy ? json::value(*accuracy) : json::value();
    event["steps"] = (*model)->info.steps;
  }
  {
    // Together: whoever sees that the build has ended waits for no event more.
    const std::lock_guard lock(mutex_);
    job.status.status = model ? "succeeded" : "failed";
    job.status.error = why;
    job.status.events.push_back(std::move(event));
  }
  signal_.notify(SessionId(job.status.id));
}

void BuildJobs::tell(const std::string& id, json::object event) {
  {
    const std::lock_guard lock(mutex_);
    for (const auto& each : jobs_)
      if (each->status.id == id) each->status.events.push_back(std::move(event));
  }
  signal_.notify(SessionId(id));
}

}  // namespace wmh::server
