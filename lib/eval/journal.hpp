#pragma once

#include <wmh/eval.hpp>

#include "util/line_file.hpp"

#include <map>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What names an eval: runs of one fingerprint ask the same of the same. Fails when a file of the
/// suite cannot be read.
Result<std::string> fingerprint_of(const EvalOptions& options, std::string_view judge);

/// The finished steps of a run, on disk as they come: `<fingerprint>-<run id>.jsonl`. Not
/// thread-safe.
class EvalJournal {
 public:
  /// Begins a journal, or goes on with the newest one of that fingerprint if `resume` and there is
  /// one; then `run_id` and `started_at` become that run's.
  static Result<EvalJournal> open(const std::filesystem::path& folder,
                                  const std::string& fingerprint, bool resume, EvalReport& run);

  /// The result of a step of `trace` in the file of that label, if it is known.
  std::optional<StepResult> find(const std::string& label, const Trace& trace,
                                 std::size_t turn) const;
  Result<Done> add(const std::string& label, const StepResult& result);
  std::size_t known() const noexcept { return known_.size(); }

  /// Removes it, when the run is whole.
  void remove();

 private:
  using Key = std::tuple<std::string, std::string, std::size_t>;

  EvalJournal(std::filesystem::path path, LineFile file)
      : path_(std::move(path)), file_(std::move(file)) {}
  Result<Done> read(EvalReport& run);

  std::filesystem::path path_;
  LineFile file_;
  std::map<Key, json::object> known_{};
};

}  // namespace detail
WMH_END_NAMESPACE
