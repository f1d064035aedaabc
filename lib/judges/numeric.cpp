#include <wmh/json.hpp>

#include "judges/score.hpp"
#include "util/json_leaves.hpp"
#include "util/text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <unordered_map>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// Without a Markdown fence around it.
std::string_view unfence(std::string_view text) {
  text = trim(text);
  if (!text.starts_with("```") || !text.ends_with("```") || text.size() < 6) return text;
  const auto line = text.find('\n');
  if (line == std::string_view::npos) return text;
  return trim(text.substr(line + 1, text.size() - line - 4));
}

double number_score(double actual, double predicted, double tolerance) {
  if (actual == predicted || (std::isnan(actual) && std::isnan(predicted))) return 1;
  if (!std::isfinite(actual) || !std::isfinite(predicted)) return 0;
  const double off = std::abs(predicted - actual) / (std::abs(actual) + 1e-12);
  return off <= tolerance ? 1 : std::max(0.0, 1 - off);
}

double leaf_score(const json::value& actual, const json::value& predicted, double tolerance) {
  if (actual.is_number() && predicted.is_number())
    return number_score(actual.to_number<double>(), predicted.to_number<double>(), tolerance);
  return actual == predicted ? 1 : 0;
}

using Dimensions = std::vector<std::pair<std::string, double>>;

Dimensions score_fields(const json::value& actual, const json::value& predicted, double tolerance) {
  const JsonLeaves truth = json_leaves(actual);
  const JsonLeaves guess = json_leaves(predicted);
  std::unordered_map<std::string_view, const json::value*> guessed;
  for (const auto& [path, leaf] : guess)
    guessed.emplace(path, leaf);
  Dimensions fields;
  for (const auto& [path, leaf] : truth) {
    const auto found = guessed.find(path);
    const bool there = found != guessed.end();
    fields.emplace_back(path, there ? leaf_score(*leaf, *found->second, tolerance) : 0.0);
    if (there) guessed.erase(found);
  }
  for (const auto& [path, leaf] : guess)
    if (guessed.contains(path)) fields.emplace_back(path, 0.0);
  return fields;
}

std::string list_misses(const Dimensions& fields) {
  std::string misses;
  std::size_t count = 0;
  for (const auto& [path, score] : fields)
    if (score < 1 && ++count <= 5) misses += fmt::format("{}{}", misses.empty() ? "" : ", ", path);
  if (count == 0) return "every field matches";
  return fmt::format("{} of {} fields differ: {}{}", count, fields.size(), misses,
                     count > 5 ? ", ..." : "");
}

bool empty_container(const json::value& value) {
  return (value.is_object() && value.get_object().empty()) ||
         (value.is_array() && value.get_array().empty());
}

}  // namespace

Verdict numeric_verdict(const Observation& actual, const Observation& predicted, double tolerance) {
  if (actual.is_error != predicted.is_error) return {0, "is_error differs"};
  const auto truth = parse_json(unfence(actual.content));
  const auto guess = parse_json(unfence(predicted.content));
  if (!truth || !guess || (empty_container(*truth) && empty_container(*guess)))
    return exact_verdict(actual, predicted);
  Dimensions fields = score_fields(*truth, *guess, tolerance);
  double sum = 0;
  for (const auto& [path, score] : fields)
    sum += score;
  Verdict verdict{sum / static_cast<double>(fields.size()), list_misses(fields)};
  verdict.dimensions = std::move(fields);
  return verdict;
}

}  // namespace detail
WMH_END_NAMESPACE
