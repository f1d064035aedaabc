#include "offline/text_lines.hpp"

#include "util/text.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t longest_prefix = 80;

void add_line(std::string& text, std::string_view line) {
  text.append(line).push_back('\n');
}

}  // namespace

TextLines::TextLines(std::string_view text) {
  if (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  while (true) {
    const std::size_t end = text.find('\n');
    lines_.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::size_t> TextLines::containing(const std::vector<std::string>& texts,
                                               bool any_case) const {
  std::vector<std::string> wanted;
  for (const std::string& text : texts)
    wanted.push_back(any_case ? lower_case(text) : text);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const std::string low = any_case ? lower_case(lines_[i]) : std::string();
    const std::string_view line = any_case ? std::string_view(low) : lines_[i];
    if (std::any_of(wanted.begin(), wanted.end(), [line](const std::string& text) {
          return line.find(text) != std::string_view::npos;
        }))
      found.push_back(i);
  }
  return found;
}

std::string TextLines::range(std::size_t begin, std::size_t end) const {
  std::string text;
  for (std::size_t i = begin; i < std::min(end, lines_.size()); ++i)
    add_line(text, lines_[i]);
  return text;
}

std::string TextLines::pick(const std::vector<std::size_t>& lines, std::size_t most,
                            bool numbered) const {
  std::string text;
  for (std::size_t i = 0; i < std::min(most, lines.size()); ++i) {
    if (numbered) text.append(std::to_string(lines[i] + 1)).push_back(':');
    add_line(text, lines_[lines[i]]);
  }
  return text;
}

std::string TextLines::around(const std::vector<std::size_t>& lines, std::size_t before,
                              std::size_t after) const {
  std::string text;
  std::size_t next = 0;
  for (const std::size_t line : lines) {
    const std::size_t begin = std::max(next, line - std::min(before, line));
    const std::size_t end = std::min(lines_.size(), line + after + 1);
    if (begin > next && next > 0) text.append("--\n");
    text.append(range(begin, end));
    next = std::max(next, end);
  }
  return text;
}

std::optional<std::string> TextLines::unprefixed() const {
  std::string text;
  for (const std::string_view line : lines_) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon > longest_prefix) return std::nullopt;
    add_line(text, line.substr(colon + 1));
  }
  return text;
}

}  // namespace detail
WMH_END_NAMESPACE
