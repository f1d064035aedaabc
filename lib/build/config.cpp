#include "build/config.hpp"

#include "util/file.hpp"
#include "util/json_writer.hpp"
#include "util/toml.hpp"

#include <fmt/format.h>

#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::pair<const char*, std::string ProviderEntry::*> entry_keys[] = {
    {"kind", &ProviderEntry::kind},
    {"model", &ProviderEntry::model},
    {"embed_model", &ProviderEntry::embed_model},
    {"endpoint", &ProviderEntry::endpoint},
    {"region", &ProviderEntry::region},
    {"deployment", &ProviderEntry::deployment},
    {"api_version", &ProviderEntry::api_version},
    {"reasoning_effort", &ProviderEntry::reasoning_effort},
    {"token_field", &ProviderEntry::token_field},
    {"schema_mode", &ProviderEntry::schema_mode},
    {"prompt_cache", &ProviderEntry::prompt_cache},
};

// JSON's escapes are TOML's.
std::string toml_string(std::string_view text) {
  std::string out;
  append_json_string(out, text, false);
  return out;
}

std::optional<ProviderEntry> entry_from(const boost::json::value& table) {
  const auto* object = table.if_object();
  if (object == nullptr) return std::nullopt;
  ProviderEntry entry;
  for (const auto& [key, member] : entry_keys) {
    const auto* value = object->if_contains(key);
    if (value == nullptr) continue;
    if (!value->is_string()) return std::nullopt;
    entry.*member = std::string(value->get_string());
  }
  if (entry.kind.empty()) return std::nullopt;
  return entry;
}

/// nullopt when `providers` is there and is not an array of tables with a kind each.
std::optional<std::vector<ProviderEntry>> entries_from(const boost::json::object& root) {
  std::vector<ProviderEntry> entries;
  const auto* providers = root.if_contains("providers");
  if (providers == nullptr) return entries;
  if (!providers->is_array()) return std::nullopt;
  for (const boost::json::value& table : providers->get_array()) {
    auto entry = entry_from(table);
    if (!entry) return std::nullopt;
    entries.push_back(std::move(*entry));
  }
  return entries;
}

std::string entry_text(const ProviderEntry& entry) {
  std::string text;
  for (const auto& [key, member] : entry_keys)
    if (!(entry.*member).empty())
      text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", key, toml_string(entry.*member));
  return "{ " + text + " }";
}

}  // namespace

const ProviderEntry* ModelConfig::entry(std::string_view kind) const noexcept {
  for (const ProviderEntry& entry : providers)
    if (entry.kind == kind) return &entry;
  return nullptr;
}

std::string ModelConfig::serve_model() const {
  const ProviderEntry* serving = entry(serve_provider);
  return serving ? serving->model : "";
}

Result<ModelConfig> parse_config(std::string_view text, std::string_view name) {
  auto document = parse_toml(text, name);
  if (!document) return Error(errc::corrupt_artifact, document.error().message());
  ModelConfig config;
  TomlReader reader(*document, name);
  reader.read("serve_provider", config.serve_provider);
  reader.read("embed_provider", config.embed_provider);
  reader.read("embed_dim", config.embed_dim, 1);
  reader.read("top_k", config.top_k, 0);
  reader.read("train_split", config.train_split);
  reader.read("split_by", config.split_by);
  reader.read("gepa_budget", config.gepa_budget, 0);
  reader.read("trace_adapter", config.trace_adapter);
  if (!(config.train_split > 0 && config.train_split < 1))
    reader.fail("train_split", "must be above 0 and below 1");
  if (config.embed_dim > 65536) reader.fail("embed_dim", "must be at most 65536");
  auto entries = entries_from(document->root);
  if (!entries) reader.fail("providers", "must be an array of tables with a kind each");
  if (reader.failed()) return Error(errc::corrupt_artifact, reader.error().message());
  config.providers = std::move(*entries);
  return config;
}

Result<ModelConfig> read_config(const std::filesystem::path& file) {
  auto text = read_file(file, std::size_t{1} << 20);
  if (!text) return Error(errc::corrupt_artifact, text.error().message());
  return parse_config(*text, file.string());
}

std::string config_text(const ModelConfig& config) {
  std::string entries;
  for (const ProviderEntry& entry : config.providers)
    entries += fmt::format("    {},\n", entry_text(entry));
  const std::string providers = entries.empty() ? "[]" : "[\n" + entries + "]";
  return fmt::format(
      "providers = {}\nserve_provider = {}\nembed_provider = {}\nembed_dim = {}\ntop_k = {}\n"
      "train_split = {}\nsplit_by = {}\ngepa_budget = {}\ntrace_adapter = {}\n",
      providers, toml_string(config.serve_provider), toml_string(config.embed_provider),
      config.embed_dim, config.top_k, config.train_split, toml_string(config.split_by),
      config.gepa_budget, toml_string(config.trace_adapter));
}

}  // namespace detail
WMH_END_NAMESPACE
