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

}  // namespace

std::string replace_leaves(std::string_view text,
                           const std::map<std::size_t, std::string>& replacements) {
  std::string edited;
  std::size_t leaf = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t content = skip_blanks(text, at);
    edited.append(text.substr(at, content - at));
    if (content == text.size()) break;
    const std::size_t end = end_of_leaf(text, content);
    if (end == content) {
      // A key in one piece, so that no leaf is looked for inside it; else one mark.
      at = text[content] == '"' ? end_of_string(text, content) : content + 1;
      edited.append(text.substr(content, at - content));
      continue;
    }
    const auto found = replacements.find(leaf++);
    edited.append(found == replacements.end() ? text.substr(content, end - content)
                                              : std::string_view(found->second));
    at = end;
  }
  return edited;
}

}  // namespace detail
WMH_END_NAMESPACE
