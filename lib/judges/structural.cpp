#include <wmh/json.hpp>

#include "judges/score.hpp"
#include "util/json_leaves.hpp"
#include "util/text.hpp"
#include "util/tokens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// A JSON object or array; null for anything else.
json::value parse_container(std::string_view text) {
  if (text.empty() || (text.front() != '{' && text.front() != '[')) return nullptr;
  auto parsed = parse_json(text);
  return parsed ? std::move(*parsed) : json::value(nullptr);
}

bool same_leaf(const json::value& a, const json::value& b) {
  if (a.is_number() && b.is_number()) return a.to_number<double>() == b.to_number<double>();
  return a == b;
}

Verdict leaf_verdict(const json::value& actual, const json::value& predicted) {
  const JsonLeaves truth = json_leaves(actual);
  std::unordered_map<std::string_view, const json::value*> guess;
  const JsonLeaves guessed = json_leaves(predicted);
  for (const auto& [path, leaf] : guessed)
    guess.emplace(path, leaf);
  std::size_t shared = 0, equal = 0;
  for (const auto& [path, leaf] : truth) {
    const auto found = guess.find(path);
    if (found == guess.end()) continue;
    ++shared;
    if (same_leaf(*leaf, *found->second)) ++equal;
  }
  const std::size_t all = truth.size() + guess.size() - shared;
  return {static_cast<double>(equal) / static_cast<double>(all),
          fmt::format("{} of {} leaves equal", equal, all)};
}

Verdict token_verdict(std::string_view actual, std::string_view predicted) {
  const auto truth = tokens(actual);
  const auto guess = tokens(predicted);
  std::unordered_map<std::string_view, std::ptrdiff_t> left;
  for (const auto token : truth)
    ++left[token];
  std::size_t common = 0;
  for (const auto token : guess)
    if (auto found = left.find(token); found != left.end() && found->second-- > 0) ++common;
  const std::size_t all = truth.size() + guess.size();
  const double f1 = all == 0 ? 0 : 2.0 * static_cast<double>(common) / static_cast<double>(all);
  return {f1, fmt::format("{} common tokens of {} and {}", common, truth.size(), guess.size())};
}

}  // namespace

Verdict structural_verdict(const Observation& actual, const Observation& predicted) {
  if (actual.is_error != predicted.is_error)
    return {0, actual.is_error ? "predicted success, it was an error"
                               : "predicted an error, it was a success"};
  const std::string_view truth = trim(actual.content);
  const std::string_view guess = trim(predicted.content);
  if (truth == guess) return {1, "equal"};
  const json::value truth_json = parse_container(truth);
  if (!truth_json.is_null())
    if (const json::value guess_json = parse_container(guess); !guess_json.is_null())
      return leaf_verdict(truth_json, guess_json);
  return token_verdict(truth, guess);
}

}  // namespace detail
WMH_END_NAMESPACE
