#pragma once

#include <wmh/error.hpp>
#include <wmh/types.hpp>

#include <cstddef>
#include <filesystem>
#include <memory>

WMH_BEGIN_NAMESPACE

/// The recorded steps behind a world model, in row order: what `steps.jsonl` holds, with steps
/// added since kept in memory. Steps of the file are read on demand from a memory map, so a log of
/// millions costs eight bytes a step. Any number of readers and one writer at a time.
class WMH_API StepLog {
 public:
  /// An empty log in memory.
  StepLog();
  ~StepLog();
  StepLog(const StepLog&) = delete;
  StepLog& operator=(const StepLog&) = delete;

  /// Opens `steps.jsonl`. Fails with errc::not_found or errc::corrupt_artifact.
  static Result<std::shared_ptr<StepLog>> open(const std::filesystem::path& steps);

  std::size_t size() const;
  /// The step of a row below size(). Fails with errc::corrupt_artifact on an unreadable line.
  Result<std::shared_ptr<const RecordedStep>> at(std::size_t row) const;
  /// Appends in memory and returns the new row.
  std::size_t add(RecordedStep recorded);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

WMH_END_NAMESPACE
