#pragma once

#include <wmh/error.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Where things are in a model's folder; see docs/artifact-format.md.
struct ArtifactPaths {
  explicit ArtifactPaths(std::filesystem::path folder) : root(std::move(folder)) {}

  std::filesystem::path root;
  std::filesystem::path config() const { return root / "config.toml"; }
  std::filesystem::path metrics() const { return root / "metrics.json"; }
  std::filesystem::path prompts() const { return root / "prompts"; }
  std::filesystem::path base_prompt() const { return prompts() / "base.txt"; }
  std::filesystem::path optimized_prompt() const { return prompts() / "optimized.txt"; }
  std::filesystem::path frontier() const { return prompts() / "frontier.json"; }
  std::filesystem::path index() const { return root / "index"; }
  std::filesystem::path embeddings() const { return index() / "embeddings.npy"; }
  std::filesystem::path steps() const { return index() / "steps.jsonl"; }
  std::filesystem::path index_facts() const { return index() / "meta.json"; }
  std::filesystem::path learned() const { return index() / "offline.json"; }
  std::filesystem::path tools() const { return index() / "tools.json"; }
  std::filesystem::path runs() const { return root / "runs"; }
};

/// `metrics.json`.
struct ModelMetrics {
  std::optional<double> held_out_accuracy{};
  std::int64_t rollouts_used = 0;
  std::size_t held_out_steps = 0;
};
Result<ModelMetrics> read_metrics(const std::filesystem::path& file);
std::string metrics_text(const ModelMetrics& metrics);

/// `prompts/frontier.json`: prompts, best first.
Result<std::vector<std::string>> read_frontier(const std::filesystem::path& file);
std::string frontier_text(const std::vector<std::string>& prompts);

/// `index/meta.json`: what tells a whole index from a cut one without reading it.
struct IndexFacts {
  std::size_t rows = 0;
  std::uint64_t steps_bytes = 0;
};
std::string index_facts_text(const IndexFacts& facts);

/// Whether the index is whole, as far as headers and sizes tell; gives its number of rows. Models
/// of the Python original have no facts to compare with.
Result<std::size_t> check_index(const ArtifactPaths& paths);

}  // namespace detail
WMH_END_NAMESPACE
