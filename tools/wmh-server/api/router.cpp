#include "api/router.hpp"

#include "http/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace wmh::server {
namespace {

bool is_captured(std::string_view wanted) {
  return wanted.starts_with('{');
}

/// Whether the path has the segments that the pattern spells out. The last ones tell most patterns
/// apart.
bool fits(const PathSegments& pattern, const PathSegments& path) {
  if (pattern.count != path.count || path.count == 0) return false;
  for (std::size_t i = path.count; i-- > 0;)
    if (pattern.each[i] != path.each[i] && !is_captured(pattern.each[i])) return false;
  return true;
}

/// nullopt when the path is not of the pattern.
std::optional<std::vector<std::string>> capture(const PathSegments& pattern,
                                                const PathSegments& path) {
  if (!fits(pattern, path)) return std::nullopt;
  std::vector<std::string> captured;
  for (std::size_t i = 0; i < path.count; ++i) {
    if (!is_captured(pattern.each[i])) continue;
    auto decoded = percent_decoded(path.each[i]);
    if (!decoded || decoded->empty()) return std::nullopt;
    captured.push_back(std::move(*decoded));
  }
  return captured;
}

bool means_itself(char each) {
  return each != '%' && static_cast<unsigned char>(each) < 0x80;
}

bool answers(std::string_view offered, std::string_view asked) {
  return offered == asked || (asked == "HEAD" && offered == "GET");
}

}  // namespace

RouteMatch find_route(std::span<const Route> routes, std::string_view method,
                      std::string_view path) {
  RouteMatch match;
  const PathSegments segments(path);
  for (std::size_t i = 0; i < routes.size(); ++i) {
    auto captured = capture(routes[i].segments, segments);
    if (!captured) continue;
    if (answers(routes[i].method, method)) return {i, std::move(*captured), {}};
    match.allowed.push_back(routes[i].method);
  }
  return match;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), means_itself)) return std::string(text);
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      decoded += text[at];
      continue;
    }
    if (at + 2 >= text.size()) return std::nullopt;
    unsigned byte = 0;
    const char* const digits = text.data() + at + 1;
    const auto [end, problem] = std::from_chars(digits, digits + 2, byte, 16);
    if (problem != std::errc() || end != digits + 2) return std::nullopt;
    decoded += static_cast<char>(byte);
    at += 2;
  }
  if (!is_utf8(decoded)) return std::nullopt;
  return decoded;
}

std::optional<std::string> query_value(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (pair.substr(0, equals) != name) continue;
    std::string value(pair.substr(std::min(equals + 1, pair.size())));
    std::replace(value.begin(), value.end(), '+', ' ');
    return percent_decoded(value);
  }
  return std::nullopt;
}

std::optional<std::size_t> query_number(std::string_view query, std::string_view name,
                                        std::size_t fallback) {
  const auto text = query_value(query, name);
  if (!text) return fallback;
  std::size_t number = 0;
  const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (problem != std::errc() || end != text->data() + text->size()) return std::nullopt;
  return number;
}

}  // namespace wmh::server
