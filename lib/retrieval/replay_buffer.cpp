#include <wmh/retriever.hpp>

#include "prompt/render.hpp"
#include "retrieval/footprint.hpp"
#include "retrieval/row_store.hpp"
#include "retrieval/unit_length.hpp"
#include "util/recent_rows.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <mutex>

WMH_BEGIN_NAMESPACE
namespace {

constexpr std::size_t rows_per_batch = 256;
constexpr std::size_t recent_bytes = std::size_t{64} << 20;  // of the steps that were found lately

Error dimension_error(const Embedder& embedder, std::size_t dim) {
  return Error(errc::corrupt_artifact,
               fmt::format("the rows have {} values and the embedder {} makes {}; build again", dim,
                           embedder.name(), embedder.dim()));
}

}  // namespace

// Row i embeds step i of the log.
struct ReplayBuffer::Impl {
  Impl(std::shared_ptr<Embedder> with, std::shared_ptr<StepLog> steps, detail::NpyMatrix base = {})
      : embedder(std::move(with)),
        log(std::move(steps)),
        rows(embedder->dim(), std::move(base)),
        recent(recent_bytes) {}

  std::shared_ptr<Embedder> embedder;
  std::shared_ptr<StepLog> log;
  detail::RowStore rows;
  std::mutex appending{};
  detail::RecentRows<RecordedStep> recent;

  Result<std::vector<std::string>> texts(std::size_t first, std::size_t last) const;
  void append(std::size_t first, std::span<float> values);
  Result<std::shared_ptr<const RecordedStep>> step(std::size_t row);
  std::vector<detail::Hit> search(std::span<const float> query, std::size_t k,
                                  const std::string& exclude_trace);
};

Result<std::vector<std::string>> ReplayBuffer::Impl::texts(std::size_t first,
                                                           std::size_t last) const {
  std::vector<std::string> texts;
  for (std::size_t row = first; row < last; ++row) {
    auto recorded = log->at(row);
    if (!recorded) return recorded.error();
    const Step& step = (*recorded)->step;
    texts.push_back(detail::render_state_action(step.state_before, step.action));
  }
  return texts;
}

/// Appends the rows that nobody else has appended since they were embedded.
void ReplayBuffer::Impl::append(std::size_t first, std::span<float> values) {
  const std::size_t dim = rows.dim();
  std::lock_guard lock(appending);
  for (std::size_t row = rows.size(); row < first + values.size() / dim; ++row) {
    const auto own = values.subspan((row - first) * dim, dim);
    detail::scale_to_unit_length(own);
    rows.append(own);
  }
}

/// The step of a row, from those read lately where it is among them: reading a line takes longer
/// than finding it.
Result<std::shared_ptr<const RecordedStep>> ReplayBuffer::Impl::step(std::size_t row) {
  if (auto known = recent.find(row)) return known;
  auto read = log->at(row);
  if (read) recent.keep(row, *read, detail::footprint(**read));
  return read;
}

std::vector<detail::Hit> ReplayBuffer::Impl::search(std::span<const float> query, std::size_t k,
                                                    const std::string& exclude_trace) {
  if (exclude_trace.empty()) return rows.best(query, k);
  return rows.best(query, k, [&](std::size_t row) {
    const auto recorded = step(row);
    return !recorded || (*recorded)->trace_id == exclude_trace;
  });
}

ReplayBuffer::ReplayBuffer(std::shared_ptr<Embedder> embedder, std::shared_ptr<StepLog> log)
    : impl_(std::make_shared<Impl>(std::move(embedder), std::move(log))) {}
ReplayBuffer::ReplayBuffer(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
ReplayBuffer::~ReplayBuffer() = default;

Result<std::shared_ptr<ReplayBuffer>> ReplayBuffer::open(const std::filesystem::path& embeddings,
                                                         std::shared_ptr<Embedder> embedder,
                                                         std::shared_ptr<StepLog> log) {
  auto base = detail::NpyMatrix::open(embeddings);
  if (!base) return base.error();
  if (base->rows() > 0 && base->dim() != embedder->dim())
    return dimension_error(*embedder, base->dim()).in(embeddings.string());
  if (base->rows() != log->size())
    return Error(errc::corrupt_artifact,
                 fmt::format("{} has {} rows for {} steps; build again", embeddings.string(),
                             base->rows(), log->size()));
  auto impl = std::make_shared<Impl>(std::move(embedder), std::move(log), std::move(*base));
  return std::shared_ptr<ReplayBuffer>(new ReplayBuffer(std::move(impl)));
}

Task<Done> ReplayBuffer::index() {
  const auto impl = impl_;
  for (;;) {
    const std::size_t first = impl->rows.size();
    const std::size_t last = std::min(impl->log->size(), first + rows_per_batch);
    if (first >= last) co_return Done{};
    auto texts = impl->texts(first, last);
    if (!texts) co_return texts.error();
    auto rows = co_await impl->embedder->embed(std::move(*texts));
    if (!rows) co_return rows.error();
    if (rows->dim != impl->embedder->dim() || rows->values.size() != rows->dim * (last - first))
      co_return dimension_error(*impl->embedder, rows->dim);
    impl->append(first, rows->values);
  }
}

Result<Done> ReplayBuffer::save(const std::filesystem::path& embeddings) const {
  auto writer = detail::NpyWriter::create(embeddings, impl_->embedder->dim());
  if (!writer) return writer.error();
  Result<Done> written = Done{};
  const detail::RowStore& rows = impl_->rows;
  rows.for_each_block(0, rows.size(), [&](std::size_t, std::size_t count, const float* values) {
    if (written) written = writer->append({values, count * rows.dim()});
  });
  if (!written) return written;
  return writer->finish();
}

std::size_t ReplayBuffer::size() const {
  return impl_->rows.size();
}

Task<std::vector<Demo>> ReplayBuffer::top_k(RetrievalQuery query) {
  const auto impl = impl_;
  std::vector<std::string> texts{detail::render_state_action(query.state, query.action)};
  auto embedded = co_await impl->embedder->embed(std::move(texts));
  if (!embedded) co_return embedded.error();
  if (embedded->values.size() != impl->embedder->dim())
    co_return dimension_error(*impl->embedder, embedded->values.size());
  detail::scale_to_unit_length(embedded->values);
  std::vector<Demo> demos;
  for (const detail::Hit& hit : impl->search(embedded->values, query.k, query.exclude_trace)) {
    auto recorded = impl->step(hit.row);
    if (!recorded) co_return recorded.error();
    demos.push_back({std::move(*recorded), hit.score});
  }
  co_return demos;
}

Task<Done> ReplayBuffer::add(RecordedStep recorded) {
  impl_->log->add(std::move(recorded));
  return index();
}

WMH_END_NAMESPACE
