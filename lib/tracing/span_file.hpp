#pragma once

#include "tracing/span_place.hpp"

#include <filesystem>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A file that gets a document of one step a line, those of a batch in one write. What it holds
/// already stays. A line that does not fit on the disk is taken back, so that whole lines are left.
class SpanFile final : public SpanPlace {
 public:
  static Result<std::unique_ptr<SpanPlace>> open(std::filesystem::path path);
  ~SpanFile() override;
  SpanFile(const SpanFile&) = delete;
  SpanFile& operator=(const SpanFile&) = delete;

  Delivery write(const SpanQueue::Batch& batch, const Deadline& deadline) override;
  /// Goes on with the old one when the new one cannot be opened.
  Result<Done> reopen() override;

 private:
  explicit SpanFile(std::filesystem::path path) : path_(std::move(path)) {}
  void take_back(std::size_t written, std::size_t whole);

  const std::filesystem::path path_;
  int fd_ = -1;
  bool cut_ = false;  ///< It ends within a line.
};

}  // namespace detail
WMH_END_NAMESPACE
