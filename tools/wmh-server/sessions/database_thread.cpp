#include "sessions/database_thread.hpp"

namespace wmh::server {

DatabaseThread::DatabaseThread(Database database, std::function<void(Database&)> rolled_back)
    : database_(std::move(database)),
      rolled_back_(std::move(rolled_back)),
      thread_([this] { loop(); }) {}

DatabaseThread::~DatabaseThread() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void DatabaseThread::add(std::unique_ptr<Job> job) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(job));
    if (waiting_.size() > 1) return;  // The thread has been told, or is at work.
  }
  changed_.notify_one();
}

DatabaseThread::Jobs DatabaseThread::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
  return std::exchange(waiting_, {});
}

void DatabaseThread::loop() {
  for (Jobs jobs = wait(); !jobs.empty(); jobs = wait())
    work_off(std::move(jobs));
}

void DatabaseThread::work_off(Jobs jobs) {
  if (in_transaction(jobs)) {
    for (const auto& job : jobs)
      job->finish(nullptr);
    return;
  }
  for (const auto& job : jobs) {
    const auto done = in_transaction({&job, 1});
    job->finish(done ? nullptr : &done.error());
  }
}

Result<Done> DatabaseThread::in_transaction(std::span<const std::unique_ptr<Job>> jobs) {
  if (auto begun = database_.execute("BEGIN IMMEDIATE"); !begun) return begun;
  bool sound = true;
  for (std::size_t i = 0; sound && i < jobs.size(); ++i)
    sound = jobs[i]->run(database_);
  auto done = sound ? database_.execute("COMMIT")
                    : Result<Done>(Error(errc::io, "session database: nothing was written"));
  if (done) return done;
  // A full disk may have ended the transaction already.
  (void)database_.execute("ROLLBACK");
  rolled_back_(database_);
  return done;
}

}  // namespace wmh::server
