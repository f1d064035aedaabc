#include "sessions/postgres_worker.hpp"

#include <algorithm>

namespace wmh::server::postgres {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_together = 64;
constexpr std::chrono::milliseconds shortest_pause = 50ms;
constexpr std::chrono::milliseconds longest_pause = 1s;

Error unknown_end(const Error& why) {
  return Error(errc::network, why.message() + "; it is not known whether the change was made")
      .with_retry_after(1s);
}

}  // namespace

Worker::Worker(const Address& address, JobQueue& queue, WorkerOptions options)
    : address_(address), queue_(queue), options_(std::move(options)), thread_([this] { loop(); }) {}

Worker::~Worker() {
  thread_.join();
}

void Worker::loop() {
  for (;;) {
    const auto patience = held_over_.empty() ? std::nullopt : std::optional(shortest_pause);
    Jobs jobs = std::exchange(held_over_, {});
    for (auto& job : queue_.take(most_together, patience))
      jobs.push_back(std::move(job));
    if (jobs.empty() && queue_.stopping()) return;
    if (!jobs.empty()) work_off(std::move(jobs));
  }
}

void Worker::work_off(Jobs jobs) {
  // Who locks rows in one order never waits for one who waits for him.
  std::stable_sort(jobs.begin(), jobs.end(), [](const auto& a, const auto& b) {
    return a->request().locks < b->request().locks;
  });
  if (auto ready = connect(); !ready) return put_off(std::move(jobs), ready.error());
  const auto done = in_transaction(jobs);
  if (done) return;
  if (connection_->lost()) return put_off(std::move(jobs), done.error());
  run_each(std::move(jobs));
}

void Worker::run_each(Jobs jobs) {
  for (auto job = jobs.begin(); job != jobs.end(); ++job) {
    const auto done = in_transaction({&*job, 1});
    if (done) continue;
    if (connection_->lost()) {
      Jobs rest(std::make_move_iterator(job), std::make_move_iterator(jobs.end()));
      return put_off(std::move(rest), done.error());
    }
    (*job)->finish(done.error());
  }
}

Result<Done> Worker::in_transaction(std::span<const std::unique_ptr<Job>> jobs) {
  std::vector<const Query*> queries;
  for (const auto& job : jobs)
    job->append_to(queries);
  const auto rows = connection_->run(queries);
  if (!rows && options_.disconnect_on_failure) connection_->disconnect();
  if (!rows && connection_->lost())
    for (const auto& job : jobs)
      ++job->tries;
  if (!rows) return rows.error();
  std::span<const Rows> left(*rows);
  for (const auto& job : jobs) {
    const Request& request = job->request();
    const bool repeated = job->tries > 0;
    const std::size_t size = request.queries.size() + (repeated ? request.look_up.size() : 0);
    job->finish(Answers{left.first(size), repeated});
    left = left.subspan(size);
  }
  return Done{};
}

Result<Done> Worker::connect() {
  if (connection_ && !connection_->lost()) return Done{};
  if (no_connection_ && Clock::now() < next_attempt_) return *no_connection_;
  auto connection = Connection::open(address_);
  if (connection) {
    connection_ = std::move(*connection);
    if (options_.connected) options_.connected(*connection_);
    no_connection_.reset();
    pause_ = {};
    return Done{};
  }
  no_connection_ = std::move(connection).error();
  pause_ = std::clamp(pause_ * 2, shortest_pause, longest_pause);
  next_attempt_ = Clock::now() + pause_;
  return *no_connection_;
}

bool Worker::may_wait(const Job& job) const {
  if (queue_.stopping() || Clock::now() >= job.deadline) return false;
  const bool needed = job.request().under_way || (job.request().changes && job.tries > 0);
  // A connection that broke may have been idle for long; one that cannot be made is an outage.
  const bool is_outage = no_connection_.has_value();
  return needed || (job.tries == 1 && !is_outage);
}

void Worker::put_off(Jobs jobs, const Error& why) {
  for (auto& job : jobs) {
    if (may_wait(*job)) {
      held_over_.push_back(std::move(job));
    } else {
      const bool unknown = job->request().changes && job->tries > 0;
      job->finish(unknown ? unknown_end(why) : why);
    }
  }
}

}  // namespace wmh::server::postgres
