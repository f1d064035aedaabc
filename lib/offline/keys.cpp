#include "offline/keys.hpp"

#include <wmh/json.hpp>

#include "util/json_leaves.hpp"
#include "util/mix_hash.hpp"
#include "util/text.hpp"
#include "util/tokens.hpp"

#include <algorithm>
#include <cctype>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::uint64_t loose_key(std::string_view text) {
  constexpr std::string_view dropped = " \t\r\n\"'`;";
  std::string kept;
  kept.reserve(text.size());
  for (const char letter : text)
    if (dropped.find(letter) == std::string_view::npos) kept.push_back(lower_case(letter));
  return text_hash(kept);
}

bool is_operator(std::string_view token) {
  constexpr std::string_view operators = "<>=+*-";
  return token.size() == 1 && operators.find(token.front()) != std::string_view::npos;
}

/// A sum of hashes does not know their order.
std::uint64_t words_key(std::string_view text) {
  std::uint64_t sum = 0;
  std::string word;
  for (const std::string_view token : tokens(text)) {
    const auto first = static_cast<unsigned char>(token.front());
    const bool is_word = token.size() > 1 || first >= 0x80 || first == '_' ||
                         std::isalnum(static_cast<int>(first)) != 0;
    if (!is_word && !is_operator(token)) continue;
    word.assign(token);
    for (char& letter : word)
      letter = lower_case(letter);
    sum += text_hash(word);
  }
  return mix_hash(sum);
}

bool names_a_thing(std::string_view text) {
  return text.size() >= 3 && text != "true" && text != "false" && text != "null";
}

std::string leaf_text(const json::value& leaf) {
  return leaf.is_string() ? std::string(leaf.get_string()) : canonical_json(leaf);
}

std::string plain_text(JsonLeaves leaves) {
  std::sort(leaves.begin(), leaves.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string text;
  for (const auto& [path, leaf] : leaves)
    text.append(path).append(" ").append(leaf_text(*leaf)).append("\n");
  return text;
}

ArgumentValues values_of(const JsonLeaves& leaves) {
  ArgumentValues values{};
  std::size_t count = 0;
  for (const auto& [path, leaf] : leaves) {
    const std::string text = leaf_text(*leaf);
    if (!names_a_thing(text)) continue;
    values[count] = static_cast<std::uint32_t>(text_hash(text)) | 1U;
    if (++count == values.size()) break;
  }
  return values;
}

/// Gives `plain` the plain text as well.
ArgumentMarks marks_of(const Action& action, std::string& plain) {
  JsonLeaves leaves = json_leaves(action.arguments());
  ArgumentMarks marks{{}, values_of(leaves)};
  plain = action.kind() == ActionKind::message ? std::string(action.content())
                                               : plain_text(std::move(leaves));
  marks.keys[static_cast<std::size_t>(KeyForm::loose)] = loose_key(plain);
  return marks;
}

}  // namespace

std::string tool_key(const Action& action) {
  if (action.kind() == ActionKind::message) return "\n message";
  return action.optional_name() ? std::string(action.name()) : "\n unnamed";
}

std::string argument_text(const Action& action) {
  return action.kind() == ActionKind::message ? std::string(action.content())
                                              : canonical_json(action.arguments());
}

std::string plain_text(const Action& action) {
  if (action.kind() == ActionKind::message) return std::string(action.content());
  return plain_text(json_leaves(action.arguments()));
}

std::uint64_t call_key(std::uint64_t tool, std::uint64_t loose_arguments) {
  return mix_hash(tool, loose_arguments);
}

std::uint64_t outcome_key(const Observation& observation) {
  return mix_hash(long_text_hash(trim(observation.content)), observation.is_error ? 1 : 0);
}

bool share_a_value(const ArgumentValues& a, const ArgumentValues& b) {
  return std::any_of(a.begin(), a.end(), [&](std::uint32_t value) {
    return value != 0 && std::find(b.begin(), b.end(), value) != b.end();
  });
}

ArgumentMarks argument_marks(const Action& action) {
  std::string plain;
  ArgumentMarks marks = marks_of(action, plain);
  marks.keys[static_cast<std::size_t>(KeyForm::exact)] = text_hash(argument_text(action));
  marks.keys[static_cast<std::size_t>(KeyForm::words)] = words_key(plain);
  return marks;
}

ArgumentMarks loose_argument_marks(const Action& action) {
  std::string plain;
  return marks_of(action, plain);
}

}  // namespace detail
WMH_END_NAMESPACE
