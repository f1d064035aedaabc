#pragma once

#include <wmh/error.hpp>
#include <wmh/json.hpp>

#include <filesystem>

namespace wmh::server {

/// What a listing shows of an eval result.
struct EvalSummary {
  std::string id{};
  std::string suite{};
  std::string started_at{};
  std::string provider{};
  std::string model{};
  std::string judge{};
  double fidelity = 0;
  double std = 0;
  std::size_t steps = 0;
};

/// Reads no more of a result file than it must. Fails for what is none.
Result<EvalSummary> read_eval_summary(const std::filesystem::path& file);
json::object to_json(const EvalSummary& summary);

/// A scored step.
struct EvalStep {
  std::string file{};  ///< Label of its trace file.
  std::string tool{};
  std::string source{};
  double score = 0;
  std::optional<double> confidence{};
  json::object brief{};  ///< For lists: without observations.
  std::string whole{};   ///< JSON text, as the result file has it.
};

/// A result file of `wmh eval`, taken apart so that no answer holds all of it.
class EvalFile {
 public:
  static constexpr std::size_t most_bytes = 128 * 1024 * 1024;

  /// Fails with errc::limit_reached for a larger file, errc::corrupt_artifact for what is none.
  static Result<EvalFile> read(const std::filesystem::path& file);

  /// The result without its steps, with a `histogram` of their scores.
  const std::string& head() const noexcept { return head_; }
  const std::vector<EvalStep>& steps() const noexcept { return steps_; }
  std::size_t bytes() const noexcept { return bytes_; }

 private:
  void take_steps(std::string_view label, json::object& file);

  std::string head_{};
  std::vector<EvalStep> steps_{};
  std::size_t bytes_ = 0;
};

}  // namespace wmh::server
