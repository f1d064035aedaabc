#include "offline/substitution.hpp"

#include <wmh/json.hpp>

#include "util/json_leaves.hpp"
#include "util/text.hpp"
#include "util/tokens.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t max_table = 40'000;  // cells of the longest common subsequence
constexpr std::size_t max_pairs = 32;

std::string leaf_text(const json::value& leaf) {
  return leaf.is_string() ? std::string(leaf.get_string()) : to_text(leaf);
}

void add_pair(Substitution& pairs, std::string_view from, std::string_view to) {
  from = trim(from);
  to = trim(to);
  if (from.size() >= 2 && !to.empty() && from != to && pairs.size() < max_pairs)
    pairs.try_emplace(std::string(from), to);
}

/// The text that tokens [begin, end) cover.
std::string_view span_of(const std::vector<std::string_view>& words, std::size_t begin,
                         std::size_t end) {
  if (begin == end) return {};
  const char* last = words[end - 1].data() + words[end - 1].size();
  return {words[begin].data(), static_cast<std::size_t>(last - words[begin].data())};
}

/// Runs of tokens of `from` that stand where other runs of `to` stand, by their longest common
/// subsequence.
void add_differing_runs(Substitution& pairs, std::string_view from, std::string_view to) {
  const auto a = tokens(from);
  const auto b = tokens(to);
  if (a.size() * b.size() > max_table) return;
  const std::size_t width = b.size() + 1;
  std::vector<std::uint16_t> length((a.size() + 1) * width);
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      length[i * width + j] =
          a[i] == b[j] ? static_cast<std::uint16_t>(length[(i + 1) * width + j + 1] + 1)
                       : std::max(length[(i + 1) * width + j], length[i * width + j + 1]);
  std::size_t i = 0, j = 0, run_i = 0, run_j = 0;
  while (i < a.size() && j < b.size()) {
    if (a[i] == b[j]) {
      add_pair(pairs, span_of(a, run_i, i), span_of(b, run_j, j));
      run_i = ++i;
      run_j = ++j;
    } else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  add_pair(pairs, span_of(a, run_i, a.size()), span_of(b, run_j, b.size()));
}

void add_text_pairs(Substitution& pairs, std::string_view from, std::string_view to) {
  add_pair(pairs, from, to);
  add_differing_runs(pairs, from, to);
}

bool is_word(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value >= 0x80 || byte == '_' || std::isalnum(value) != 0;
}

/// Whether `size` bytes at `at` do not cut a word in two.
bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
  const std::size_t end = at + size;
  const bool cut_before = at > 0 && is_word(text[at]) && is_word(text[at - 1]);
  const bool cut_behind = end < text.size() && is_word(text[end - 1]) && is_word(text[end]);
  return !cut_before && !cut_behind;
}

}  // namespace

Substitution substitution_between(const Action& from, const Action& to) {
  Substitution pairs;
  if (from.kind() == ActionKind::message) {
    add_text_pairs(pairs, from.content(), to.content());
    return pairs;
  }
  const json::value old_arguments(from.arguments()), new_arguments(to.arguments());
  std::unordered_map<std::string, const json::value*> old_leaves;
  for (auto& [path, leaf] : json_leaves(old_arguments))
    old_leaves.emplace(path, leaf);
  for (const auto& [path, leaf] : json_leaves(new_arguments)) {
    const auto old = old_leaves.find(path);
    if (old == old_leaves.end() || *old->second == *leaf) continue;
    const std::string old_text = leaf_text(*old->second), new_text = leaf_text(*leaf);
    if (leaf->is_string() && old->second->is_string())
      add_text_pairs(pairs, old_text, new_text);
    else
      add_pair(pairs, old_text, new_text);
  }
  return pairs;
}

std::string substitute(std::string_view text, const Substitution& substitution) {
  std::vector<const Substitution::value_type*> present;
  for (const auto& pair : substitution)
    if (text.find(pair.first) != std::string_view::npos) present.push_back(&pair);
  if (present.empty()) return std::string(text);
  std::stable_sort(present.begin(), present.end(),
                   [](const auto* a, const auto* b) { return a->first.size() > b->first.size(); });
  std::array<bool, 256> begins{};
  for (const auto* pair : present)
    begins[static_cast<unsigned char>(pair->first.front())] = true;
  std::string changed;
  for (std::size_t at = 0; at < text.size();) {
    if (!begins[static_cast<unsigned char>(text[at])]) {
      changed.push_back(text[at++]);
      continue;
    }
    const auto here = [&](const auto* pair) {
      return text.substr(at).starts_with(pair->first) && stands_alone(text, at, pair->first.size());
    };
    const auto found = std::find_if(present.begin(), present.end(), here);
    if (found == present.end()) {
      changed.push_back(text[at++]);
    } else {
      changed.append((*found)->second);
      at += (*found)->first.size();
    }
  }
  return changed;
}

}  // namespace detail
WMH_END_NAMESPACE
