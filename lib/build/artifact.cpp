#include "build/artifact.hpp"

#include <wmh/json.hpp>

#include "retrieval/npy.hpp"
#include "util/file.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

namespace fs = std::filesystem;

Error corrupt(const fs::path& file, std::string_view what) {
  return Error(errc::corrupt_artifact,
               fmt::format("{} {}; build the model again", file.string(), what));
}

Result<json::value> read_json_file(const fs::path& file) {
  auto text = read_file(file);
  if (!text) return corrupt(file, "cannot be read");
  auto value = parse_json(*text);
  if (!value) return corrupt(file, "is not JSON");
  return value;
}

const json::value* number_in(const json::value& value, std::string_view key) {
  const auto* object = value.if_object();
  const auto* member = object ? object->if_contains(key) : nullptr;
  return member && member->is_number() ? member : nullptr;
}

Result<std::uint64_t> size_of(const fs::path& file) {
  std::error_code failure;
  const std::uint64_t size = fs::file_size(file, failure);
  if (failure) return corrupt(file, "is missing");
  return size;
}

Result<std::size_t> check_embeddings(const fs::path& file) {
  auto bytes = MappedFile::open(file);
  if (!bytes) return corrupt(file, "is missing");
  auto header = parse_npy_header(bytes->bytes());
  if (!header) return corrupt(file, "is " + header.error().message());
  if (auto whole = check_npy_size(*header, bytes->bytes().size()); !whole)
    return corrupt(file, "is " + whole.error().message());
  return header->rows;
}

std::string pretty(const json::object& object) {
  std::string text = "{";
  for (const auto& member : object)
    text += fmt::format("{}\n  {}: {}", text.size() > 1 ? "," : "",
                        to_text(json::value(member.key())), to_text(member.value()));
  return text + "\n}\n";
}

}  // namespace

Result<ModelMetrics> read_metrics(const fs::path& file) {
  auto value = read_json_file(file);
  if (!value) return value.error();
  if (!value->is_object()) return corrupt(file, "is not a JSON object");
  ModelMetrics metrics;
  if (const auto* accuracy = number_in(*value, "held_out_accuracy"))
    metrics.held_out_accuracy = accuracy->to_number<double>();
  if (const auto* used = number_in(*value, "rollouts_used"))
    metrics.rollouts_used = static_cast<std::int64_t>(used->to_number<double>());
  if (const auto* steps = number_in(*value, "held_out_steps"))
    metrics.held_out_steps = static_cast<std::size_t>(std::max(0.0, steps->to_number<double>()));
  return metrics;
}

std::string metrics_text(const ModelMetrics& metrics) {
  return pretty(
      {{"held_out_accuracy",
        metrics.held_out_accuracy ? json::value(*metrics.held_out_accuracy) : json::value()},
       {"rollouts_used", metrics.rollouts_used},
       {"judge_agreement", nullptr},
       {"judge", "structural"},
       {"held_out_steps", metrics.held_out_steps}});
}

Result<std::vector<std::string>> read_frontier(const fs::path& file) {
  auto value = read_json_file(file);
  if (!value) return value.error();
  const auto* array = value->if_array();
  if (array == nullptr) return corrupt(file, "is not a JSON array");
  std::vector<std::string> prompts;
  for (const json::value& prompt : *array) {
    if (!prompt.is_string()) return corrupt(file, "holds something that is not text");
    prompts.emplace_back(prompt.get_string());
  }
  return prompts;
}

std::string frontier_text(const std::vector<std::string>& prompts) {
  json::array array;
  for (const std::string& prompt : prompts)
    array.emplace_back(prompt);
  return to_text(array) + "\n";
}

std::string index_facts_text(const IndexFacts& facts) {
  return pretty(
      {{"key_mode", "state_action"}, {"rows", facts.rows}, {"steps_bytes", facts.steps_bytes}});
}

Result<std::size_t> check_index(const ArtifactPaths& paths) {
  auto rows = check_embeddings(paths.embeddings());
  if (!rows) return rows;
  auto size = size_of(paths.steps());
  if (!size) return size.error();
  if (!fs::exists(paths.index_facts())) return rows;
  auto facts = read_json_file(paths.index_facts());
  if (!facts) return facts.error();
  const auto* told_rows = number_in(*facts, "rows");
  const auto* told_bytes = number_in(*facts, "steps_bytes");
  if (told_rows && told_rows->to_number<double>() != static_cast<double>(*rows))
    return corrupt(paths.embeddings(), "has lost rows");
  if (told_bytes && told_bytes->to_number<double>() != static_cast<double>(*size))
    return corrupt(paths.steps(), "is cut off or changed");
  return rows;
}

}  // namespace detail
WMH_END_NAMESPACE
