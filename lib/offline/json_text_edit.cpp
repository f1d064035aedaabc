#include "offline/json_text_edit.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  const std::size_t next = text.find_first_not_of(blanks, at);
  return next == std::string_view::npos ? text.size() : next;
}

/// Behind the closing quote of the string at `at`.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at)
    if (text[at] == '\\') ++at;
  return at + 1;
}

/// Behind the leaf that begins at `at`; `at` itself where none does.
std::size_t end_of_leaf(std::string_view text, std::size_t at) {
  switch (text[at]) {
    case '"': {
      const std::size_t end = end_of_string(text, at);
      const std::size_t next = skip_blanks(text, end);
      return next < text.size() && text[next] == ':' ? at : end;
    }
    case '{':
    case '[': {
      const std::size_t next = skip_blanks(text, at + 1);
      const bool empty = next < text.size() && (text[next] == '}' || text[next] == ']');
      return empty ? next + 1 : at;
    }
    case '}':
    case ']':
    case ',':
    case ':':
      return at;
    default:
      return std::min(text.find_first_of(",]} \t\r\n", at), text.size());
  }
}

/// Calls `use(piece, is_leaf)` with the pieces of the text in order, which together are the text.
template <class Use>
void for_each_piece(std::string_view text, Use use) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t content = skip_blanks(text, at);
    use(text.substr(at, content - at), false);
    if (content == text.size()) return;
    const std::size_t end = end_of_leaf(text, content);
    at = end;
    // A key in one piece, so that no leaf is looked for inside it; else one mark.
    if (end == content) at = text[content] == '"' ? end_of_string(text, content) : content + 1;
    use(text.substr(content, at - content), end != content);
  }
}

}  // namespace

std::size_t count_leaves(std::string_view text) {
  std::size_t count = 0;
  for_each_piece(text, [&](std::string_view, bool is_leaf) { count += is_leaf ? 1 : 0; });
  return count;
}

std::string replace_leaves(std::string_view text,
                           const std::map<std::size_t, std::string>& replacements) {
  std::string edited;
  std::size_t leaf = 0;
  for_each_piece(text, [&](std::string_view piece, bool is_leaf) {
    const auto found = is_leaf ? replacements.find(leaf++) : replacements.end();
    edited.append(found == replacements.end() ? piece : std::string_view(found->second));
  });
  return edited;
}

}  // namespace detail
WMH_END_NAMESPACE
