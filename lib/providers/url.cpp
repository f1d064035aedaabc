#include "providers/url.hpp"

#include "net/url.hpp"

#include <fmt/format.h>

#include <charconv>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

bool is_unreserved(char c) noexcept {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

void append_encoded(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

}  // namespace

std::string_view UrlView::host() const noexcept {
  const std::string_view place = authority.substr(authority.rfind('@') + 1);  // npos + 1 is 0
  const auto bracket = place.rfind(']');
  const auto colon = place.rfind(':');
  const bool in_address = bracket != std::string_view::npos && colon < bracket;
  return in_address ? place : place.substr(0, colon);
}

UrlView split_url(std::string_view url) noexcept {
  UrlView parts;
  url = url.substr(0, url.find('#'));
  if (const auto end = url.find("://"); end != std::string_view::npos) {
    parts.scheme = url.substr(0, end);
    url.remove_prefix(end + 3);
  }
  if (const auto mark = url.find('?'); mark != std::string_view::npos) {
    parts.query = url.substr(mark + 1);
    url = url.substr(0, mark);
  }
  const auto slash = url.find('/');
  parts.authority = url.substr(0, slash);
  if (slash != std::string_view::npos) parts.path = url.substr(slash);
  return parts;
}

std::string host_header(std::string_view url) {
  const UrlView parts = split_url(url);
  const std::string_view place = parts.authority.substr(parts.authority.rfind('@') + 1);
  const auto origin = parse_url(fmt::format("{}://{}", parts.scheme, place));
  return origin ? host_and_port(*origin) : std::string();
}

std::string percent_encode(std::string_view text, Slash slash) {
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c) || (c == '/' && slash == Slash::keep))
      out += c;
    else
      append_encoded(out, c);
  }
  return out;
}

std::string percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const char* digits = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string join_url(std::string_view base, std::string_view path) {
  while (base.ends_with('/'))
    base.remove_suffix(1);
  while (path.starts_with('/'))
    path.remove_prefix(1);
  return std::string(base) + "/" + std::string(path);
}

}  // namespace detail
WMH_END_NAMESPACE
