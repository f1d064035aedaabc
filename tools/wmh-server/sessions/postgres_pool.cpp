#include "sessions/postgres_pool.hpp"

namespace wmh::server::postgres {

Pool::Pool(Address address, std::size_t threads, std::chrono::milliseconds patience,
           WorkerOptions options)
    : address_(std::move(address)), patience_(patience) {
  for (std::size_t i = 0; i < threads; ++i)
    workers_.push_back(std::make_unique<Worker>(address_, queue_, options));
}

Pool::~Pool() {
  queue_.stop();
}

Error Pool::too_many() {
  return Error(errc::limit_reached, "too many requests wait for the session database")
      .with_retry_after(std::chrono::seconds(1));
}

void Pool::post(Request request) {
  add(std::make_unique<Notice>(std::move(request)));
}

void Pool::add(std::unique_ptr<Job> job) {
  job->deadline = std::chrono::steady_clock::now() + patience_;
  queue_.add(std::move(job));
}

}  // namespace wmh::server::postgres
