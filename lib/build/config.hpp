#pragma once

#include <wmh/error.hpp>
#include <wmh/split.hpp>

#include <filesystem>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// An entry of `providers` in config.toml; empty members are absent.
struct ProviderEntry {
  std::string kind{};
  std::string model{};
  std::string embed_model{};
  std::string endpoint{};
  std::string region{};
  std::string deployment{};
  std::string api_version{};
  std::string reasoning_effort{};
  std::string token_field{};
  std::string schema_mode{};
  std::string prompt_cache{};
};

/// `config.toml`, with the keys and defaults of the Python original.
struct ModelConfig {
  std::vector<ProviderEntry> providers{};
  std::string serve_provider = "anthropic";
  std::string embed_provider = "hashing";
  std::int64_t embed_dim = 512;
  std::int64_t top_k = 5;
  double train_split = 0.8;
  std::string split_by = "trace";
  std::int64_t gepa_budget = 50;
  std::string trace_adapter = "otel-genai";

  /// The first entry of a kind; null when there is none.
  const ProviderEntry* entry(std::string_view kind) const noexcept;
  /// The model that serves; empty when no entry is of that kind.
  std::string serve_model() const;
};

/// Unknown keys are ignored. Fails with errc::corrupt_artifact.
Result<ModelConfig> parse_config(std::string_view text, std::string_view name);
Result<ModelConfig> read_config(const std::filesystem::path& file);
std::string config_text(const ModelConfig& config);

}  // namespace detail
WMH_END_NAMESPACE
