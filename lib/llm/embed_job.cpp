#include "llm/embed_job.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using Batch = std::pair<std::size_t, std::size_t>;  // [first, last) of the texts

/// The work that some coroutines share, one at a time.
class EmbedJob {
 public:
  EmbedJob(std::shared_ptr<const EmbedApi> to, std::vector<std::string> given)
      : api(std::move(to)),
        texts_(std::move(given)),
        batches_(embed_batches(texts_, api->dialect.limits)),
        rows_{api->dim.dim, std::vector<float>(texts_.size() * api->dim.dim)} {}

  std::size_t workers() const noexcept { return std::min(batches_.size(), api->batches_in_flight); }

  /// nullopt when there is no batch left, or one has failed.
  std::optional<Batch> take() {
    if (failure_ || next_ == batches_.size()) return std::nullopt;
    return batches_[next_++];
  }

  std::vector<std::string> texts_of(Batch batch) const {
    const auto begin = texts_.begin();
    return {begin + static_cast<std::ptrdiff_t>(batch.first),
            begin + static_cast<std::ptrdiff_t>(batch.second)};
  }

  void put(Batch batch, const Result<Embeddings>& rows) {
    if (rows)
      std::copy(rows->values.begin(), rows->values.end(),
                rows_.values.begin() + static_cast<std::ptrdiff_t>(batch.first * rows_.dim));
    else if (!failure_)
      failure_ = rows.error();
  }

  /// When all workers have ended.
  Result<Embeddings> finish() {
    if (failure_) return *failure_;
    return std::move(rows_);
  }

  const std::shared_ptr<const EmbedApi> api;

 private:
  const std::vector<std::string> texts_;
  const std::vector<Batch> batches_;
  std::size_t next_ = 0;
  Embeddings rows_;
  std::optional<Error> failure_{};
};

asio::awaitable<void> work(std::shared_ptr<EmbedJob> job) {
  while (const auto batch = job->take()) {
    auto texts = job->texts_of(*batch);
    const auto rows = co_await embed_batch(job->api, std::move(texts));
    job->put(*batch, rows);
  }
}

/// Runs the workers side by side, on one strand: they share the job. Cancelling it cancels each.
asio::awaitable<void> work_together(std::shared_ptr<EmbedJob> job) {
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  const auto strand = asio::make_strand(executor);
  using Worker = decltype(asio::co_spawn(strand, work(job), asio::deferred));
  std::vector<Worker> workers;
  for (std::size_t i = 0; i < job->workers(); ++i)
    workers.push_back(asio::co_spawn(strand, work(job), asio::deferred));
  auto group = asio::experimental::make_parallel_group(std::move(workers));
  auto [order, failures] =
      co_await group.async_wait(asio::experimental::wait_for_one_error(), asio::use_awaitable);
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
}

}  // namespace

Task<Embeddings> run_embed_job(std::shared_ptr<const EmbedApi> api,
                               std::vector<std::string> texts) {
  const auto job = std::make_shared<EmbedJob>(std::move(api), std::move(texts));
  if (job->workers() == 1)
    co_await work(job);
  else if (job->workers() > 1)
    co_await work_together(job);
  co_return job->finish();
}

}  // namespace detail
WMH_END_NAMESPACE
