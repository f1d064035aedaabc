#include "api/eval_file.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

// A result file is one line of JSON whose steps come last, under "per_file": what a listing shows
// stands before it.

namespace wmh::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t head_bytes = 1024 * 1024;
constexpr std::size_t most_failed = 100;  // steps without a score, of one file
constexpr std::size_t longest_call = 200;

const json::value* find(const json::value& value, std::string_view pointer) {
  boost::system::error_code missing;
  return value.find_pointer(pointer, missing);
}

std::string text_at(const json::value& value, std::string_view pointer) {
  const auto* found = find(value, pointer);
  return found && found->is_string() ? std::string(found->get_string()) : "";
}

std::optional<double> number_at(const json::value& value, std::string_view pointer) {
  const auto* found = find(value, pointer);
  return found && found->is_number() ? std::optional(found->to_number<double>()) : std::nullopt;
}

Error unreadable(const fs::path& file) {
  return Error(errc::corrupt_artifact,
               fmt::format("{} is no result of wmh eval", file.filename().string()));
}

std::optional<std::string> read_bytes(const fs::path& file, std::size_t most) {
  std::ifstream in(file, std::ios::binary);
  std::string text(most, '\0');
  in.read(text.data(), static_cast<std::streamsize>(most));
  if (in.bad() || (in.fail() && !in.eof())) return std::nullopt;
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

Result<std::uintmax_t> size_of(const fs::path& file) {
  std::error_code failed;
  const auto size = fs::file_size(file, failed);
  if (failed) return unreadable(file);
  if (size > EvalFile::most_bytes)
    return Error(errc::limit_reached,
                 fmt::format("{} is larger than {} MiB; open it elsewhere",
                             file.filename().string(), EvalFile::most_bytes >> 20));
  return size;
}

Result<json::value> read_whole(const fs::path& file) {
  const auto size = size_of(file);
  if (!size) return size.error();
  const auto text = read_bytes(file, *size);
  if (!text) return unreadable(file);
  auto value = parse_json(*text);
  return value ? std::move(value) : unreadable(file);
}

/// What stands before the steps. Inside a string the quotes of the key would be escaped.
Result<json::value> read_start(const fs::path& file) {
  const auto text = read_bytes(file, head_bytes);
  const auto cut = text ? text->find(",\"per_file\":") : std::string::npos;
  if (cut == std::string::npos) return read_whole(file);
  auto value = parse_json(text->substr(0, cut) + "}}");
  return value ? std::move(value) : read_whole(file);
}

EvalSummary summary_of(const json::value& result) {
  EvalSummary summary;
  summary.id = text_at(result, "/run_id");
  summary.suite = text_at(result, "/suite");
  summary.started_at = text_at(result, "/started_at");
  summary.provider = text_at(result, "/config/provider");
  summary.model = text_at(result, "/config/model");
  summary.judge = text_at(result, "/report/judge");
  summary.fidelity = number_at(result, "/report/overall_fidelity").value_or(0);
  summary.std = number_at(result, "/report/overall_std").value_or(0);
  const double steps = number_at(result, "/report/total_steps").value_or(0);
  summary.steps = static_cast<std::size_t>(std::clamp(steps, 0.0, 1e15));
  return summary;
}

std::string cut(std::string text) {
  if (text.size() <= longest_call) return text;
  std::size_t end = longest_call;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  return text.substr(0, end) + "…";
}

std::string tool_of(const json::value& step) {
  if (text_at(step, "/action/kind") == "message") return "(message)";
  const std::string name = text_at(step, "/action/name");
  return name.empty() ? "(unnamed)" : name;
}

/// What was done, in one line.
std::string call_of(const json::value& step) {
  if (text_at(step, "/action/kind") == "message") return cut(text_at(step, "/action/content"));
  const auto* arguments = find(step, "/action/arguments");
  return cut(arguments ? to_text(*arguments) : "");
}

EvalStep taken_apart(std::string_view label, std::size_t index, const json::value& step) {
  EvalStep part;
  part.file = label;
  part.tool = tool_of(step);
  part.source = text_at(step, "/source");
  part.score = number_at(step, "/score").value_or(0);
  part.confidence = number_at(step, "/confidence");
  part.brief = {{"index", index}, {"file", label}, {"tool", part.tool}, {"call", call_of(step)}};
  for (const char* name : {"trace_id", "step", "score", "source", "confidence", "is_error_actual",
                           "is_error_predicted"}) {
    const auto* value = step.is_object() ? step.get_object().if_contains(name) : nullptr;
    part.brief[name] = value ? *value : json::value();
  }
  part.whole = to_text(step);
  return part;
}

json::array histogram_of(const std::vector<EvalStep>& steps) {
  std::array<std::size_t, 20> counts{};
  for (const EvalStep& step : steps)
    ++counts[static_cast<std::size_t>(std::clamp(step.score * 20, 0.0, 19.0))];
  return json::array(counts.begin(), counts.end());
}

}  // namespace

Result<EvalSummary> read_eval_summary(const fs::path& file) {
  const auto result = read_start(file);
  if (!result) return result.error();
  EvalSummary summary = summary_of(*result);
  if (summary.id.empty()) return unreadable(file);
  return summary;
}

json::object to_json(const EvalSummary& summary) {
  return {{"id", summary.id},
          {"suite", summary.suite},
          {"started_at", summary.started_at},
          {"provider", summary.provider},
          {"model", summary.model},
          {"judge", summary.judge},
          {"fidelity", summary.fidelity},
          {"std", summary.std},
          {"steps", summary.steps}};
}

void EvalFile::take_steps(std::string_view label, json::object& file) {
  if (auto* failed = file.if_contains("failed"); failed && failed->is_array())
    if (failed->get_array().size() > most_failed) failed->get_array().resize(most_failed);
  const auto* results = file.if_contains("results");
  if (!results || !results->is_array()) return;
  for (const json::value& step : results->get_array()) {
    steps_.push_back(taken_apart(label, steps_.size(), step));
    bytes_ += 2 * steps_.back().whole.size();
  }
  file.erase("results");
}

Result<EvalFile> EvalFile::read(const fs::path& file) {
  auto result = read_whole(file);
  if (!result) return std::move(result).error();
  boost::system::error_code missing;
  auto* report = result->find_pointer("/report", missing);
  auto* files = result->find_pointer("/report/per_file", missing);
  if (!files || !files->is_object()) return unreadable(file);
  EvalFile taken;
  for (auto& [label, each] : files->get_object())
    if (each.is_object()) taken.take_steps(label, each.get_object());
  report->get_object()["histogram"] = histogram_of(taken.steps_);
  taken.head_ = to_text(*result);
  taken.bytes_ += taken.head_.size();
  return taken;
}

}  // namespace wmh::server
