#include "api/router.hpp"

#include <algorithm>
#include <charconv>

namespace wmh::server {
namespace {

/// Cuts the next segment off a path that begins with '/'.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const std::size_t end = std::min(path.find('/'), path.size());
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

/// Whether the path has the segments that the pattern spells out.
bool fits(std::string_view pattern, std::string_view path) {
  while (!pattern.empty() && path.starts_with('/')) {
    const std::string_view wanted = take_segment(pattern);
    const std::string_view given = take_segment(path);
    if (wanted != given && !wanted.starts_with('{')) return false;
  }
  return pattern.empty() && path.empty();
}

/// nullopt when the path is not of the pattern.
std::optional<std::vector<std::string>> capture(std::string_view pattern, std::string_view path) {
  if (!fits(pattern, path)) return std::nullopt;
  std::vector<std::string> captured;
  while (!pattern.empty()) {
    const std::string_view wanted = take_segment(pattern);
    const std::string_view given = take_segment(path);
    if (!wanted.starts_with('{')) continue;
    auto decoded = percent_decoded(given);
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

/// The bytes of the UTF-8 sequence that begins with `lead`; 0 when none does.
std::size_t sequence_size(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = sequence_size(static_cast<unsigned char>(text[at]));
    if (size == 0 || at + size > text.size()) return false;
    for (std::size_t i = 1; i < size; ++i)
      if ((static_cast<unsigned char>(text[at + i]) & 0xC0) != 0x80) return false;
    at += size;
  }
  return true;
}

}  // namespace

RouteMatch find_route(std::span<const Route> routes, std::string_view method,
                      std::string_view path) {
  RouteMatch match;
  const std::size_t segments = Route::segments_of(path);
  for (std::size_t i = 0; i < routes.size(); ++i) {
    if (routes[i].segments != segments) continue;
    auto captured = capture(routes[i].pattern, path);
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
