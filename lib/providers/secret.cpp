#include "providers/secret.hpp"

#include "util/text.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t shown = 8;  // the length of a part by which a key can be known
constexpr std::string_view stars = "***";

/// Covers each place where `text` goes on like `key`, as far as it does.
void cover_beginnings(std::string& text, std::string_view key, std::size_t least) {
  for (auto at = text.find(key.substr(0, least)); at != std::string::npos;
       at = text.find(key.substr(0, least), at + stars.size())) {
    const auto [end, unused] = std::mismatch(text.begin() + static_cast<std::ptrdiff_t>(at),
                                             text.end(), key.begin(), key.end());
    text.replace(at, static_cast<std::size_t>(end - text.begin()) - at, stars);
  }
}

std::string reversed(std::string_view text) {
  return {text.rbegin(), text.rend()};
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
  const std::string& key = secret.reveal();
  if (key.empty()) return text;
  const std::size_t least = key.size() >= 2 * shown ? shown : key.size();
  cover_beginnings(text, key, least);
  text = reversed(text);
  const Secret backwards(reversed(key));
  cover_beginnings(text, backwards.reveal(), least);
  return reversed(text);
}

}  // namespace detail
WMH_END_NAMESPACE
