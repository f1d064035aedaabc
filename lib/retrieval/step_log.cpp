#include <wmh/json.hpp>
#include <wmh/step_log.hpp>

#include "retrieval/step_lines.hpp"
#include "util/file.hpp"
#include "util/json_writer.hpp"

#include <fmt/format.h>

#include <deque>
#include <mutex>
#include <shared_mutex>

WMH_BEGIN_NAMESPACE

void detail::append_step_line(std::string& out, const RecordedStep& recorded) {
  append_json(out, to_json(recorded), JsonStyle{.ascii = true});
  out += '\n';
}

struct StepLog::Impl {
  std::filesystem::path path{};
  detail::MappedFile file{};
  std::vector<std::uint64_t> line_starts{};  ///< Of the file's steps.

  mutable std::shared_mutex mutex{};  ///< Guards `added`.
  std::deque<std::shared_ptr<const RecordedStep>> added{};

  void find_lines();
  Result<std::shared_ptr<const RecordedStep>> read_line(std::size_t row) const;
};

void StepLog::Impl::find_lines() {
  const std::string_view bytes = file.bytes();
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    if (bytes.find_first_not_of(" \t\r", at) < end) line_starts.push_back(at);
    at = end + 1;
  }
}

Result<std::shared_ptr<const RecordedStep>> StepLog::Impl::read_line(std::size_t row) const {
  const std::string_view rest = file.bytes().substr(line_starts[row]);
  const auto where = [&] {
    return fmt::format("{}: step {}", path.string(), row + 1);
  };
  const auto fail = [&](const Error& error) {
    return Error(errc::corrupt_artifact, error.message()).in(where());
  };
  auto value = parse_json(rest.substr(0, rest.find('\n')));
  if (!value) return fail(value.error());
  auto recorded = recorded_step_from_json(*value);
  if (!recorded) return fail(recorded.error());
  return std::make_shared<const RecordedStep>(std::move(*recorded));
}

StepLog::StepLog() : impl_(std::make_unique<Impl>()) {}
StepLog::~StepLog() = default;

Result<std::shared_ptr<StepLog>> StepLog::open(const std::filesystem::path& steps) {
  auto file = detail::MappedFile::open(steps);
  if (!file) return file.error();
  auto log = std::make_shared<StepLog>();
  log->impl_->path = steps;
  log->impl_->file = std::move(*file);
  log->impl_->find_lines();
  return log;
}

std::size_t StepLog::size() const {
  std::shared_lock lock(impl_->mutex);
  return impl_->line_starts.size() + impl_->added.size();
}

Result<std::shared_ptr<const RecordedStep>> StepLog::at(std::size_t row) const {
  const std::size_t in_file = impl_->line_starts.size();
  if (row < in_file) return impl_->read_line(row);
  std::shared_lock lock(impl_->mutex);
  if (row - in_file >= impl_->added.size())
    return Error(errc::invalid_argument, fmt::format("there is no step in row {}", row));
  return impl_->added[row - in_file];
}

std::size_t StepLog::add(RecordedStep recorded) {
  auto shared = std::make_shared<const RecordedStep>(std::move(recorded));
  std::unique_lock lock(impl_->mutex);
  impl_->added.push_back(std::move(shared));
  return impl_->line_starts.size() + impl_->added.size() - 1;
}

WMH_END_NAMESPACE
