#include "providers/secret.hpp"

#include "util/text.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t shown = 8;  // the length of a part by which a key can be known

void replace_all(std::string& text, std::string_view part) {
  constexpr std::string_view stars = "***";
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + stars.size()))
    text.replace(at, part.size(), stars);
}

}  // namespace

Secret::Secret(Secret&& other) noexcept {
  value_.swap(other.value_);
}

Secret& Secret::operator=(Secret other) noexcept {
  value_.swap(other.value_);
  return *this;
}

Secret::~Secret() {
  OPENSSL_cleanse(value_.data(), value_.size());
}

Result<Secret> read_secret(std::string_view given, std::string_view name) {
  const std::string_view key = trim(given);
  const bool clean = std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 127; });
  if (key.empty()) return Error(errc::invalid_argument, fmt::format("{} is empty; set it", name));
  if (!clean)
    return Error(errc::invalid_argument,
                 fmt::format("{} holds blanks or control characters; copy the key anew", name));
  return Secret(std::string(key));
}

std::string redact(std::string text, const Secret& secret) {
  const std::string_view key = secret.reveal();
  if (key.empty()) return text;
  replace_all(text, key);
  if (key.size() >= 2 * shown) {
    replace_all(text, key.substr(0, shown));
    replace_all(text, key.substr(key.size() - shown));
  }
  return text;
}

}  // namespace detail
WMH_END_NAMESPACE
