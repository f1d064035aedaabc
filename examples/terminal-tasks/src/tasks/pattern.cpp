#include "tasks/pattern.hpp"

#include <regex>

namespace terminal {
namespace {

std::optional<std::regex> compiled(const std::string& pattern) {
  try {
    return std::regex(pattern, std::regex::ECMAScript | std::regex::multiline);
  } catch (const std::regex_error&) {
    return std::nullopt;
  }
}

}  // namespace

std::optional<std::string> filled(std::string_view text, const Values& values) {
  std::string whole;
  while (true) {
    const auto begin = text.find("%<");
    const auto end = text.find('>', begin);
    if (begin == std::string_view::npos || end == std::string_view::npos) break;
    const auto value = values.find(text.substr(begin + 2, end - begin - 2));
    if (value == values.end()) return std::nullopt;
    whole.append(text.substr(0, begin)).append(value->second);
    text.remove_prefix(end + 1);
  }
  return whole.append(text);
}

bool is_pattern(const std::string& pattern) {
  return compiled(pattern).has_value();
}

std::optional<std::string> found(const std::string& pattern, const std::string& text) {
  const auto regex = compiled(pattern);
  std::smatch match;
  if (!regex || !std::regex_search(text, match, *regex)) return std::nullopt;
  return match.size() > 1 ? match[1].str() : match[0].str();
}

std::string literal(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (std::string_view(R"(^$\.*+?()[]{}|/)").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

}  // namespace terminal
