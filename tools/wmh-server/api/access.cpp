#include "api/access.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <fstream>

namespace wmh::server {
namespace {

constexpr std::size_t shortest_secret = 16;
constexpr std::size_t most_buckets = 100'000;

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

ApiKey key_of(std::string_view line, std::size_t number) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {fmt::format("key {}", number), std::string(line)};
  return {std::string(trimmed(line.substr(0, colon))),
          std::string(trimmed(line.substr(colon + 1)))};
}

std::string_view secret_of(const RequestHead& head) {
  constexpr std::string_view bearer = "bearer ";
  const std::string_view authorization = head.header("Authorization");
  const bool is_bearer =
      authorization.size() > bearer.size() &&
      std::equal(bearer.begin(), bearer.end(), authorization.begin(),
                 [](char wanted, char given) { return wanted == (given | 0x20); });
  return is_bearer ? trimmed(authorization.substr(bearer.size())) : head.header("X-API-Key");
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

Result<std::vector<ApiKey>> read_api_keys(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) return Error(errc::io, fmt::format("cannot read the key file {}", file.string()));
  std::vector<ApiKey> keys;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const std::string_view text = trimmed(line);
    if (text.empty() || text.starts_with('#')) continue;
    keys.push_back(key_of(text, number));
    if (keys.back().secret.size() < shortest_secret)
      return Error(errc::invalid_argument,
                   fmt::format("{}, line {}: a key needs at least {} characters", file.string(),
                               number, shortest_secret));
  }
  if (keys.empty())
    return Error(errc::invalid_argument, fmt::format("no key in {}", file.string()));
  return keys;
}

std::optional<std::string> Access::owner_of(const RequestHead& head) const {
  if (options_.keys.empty()) return std::string();
  const std::string_view given = secret_of(head);
  const ApiKey* found = nullptr;
  for (const ApiKey& key : options_.keys)
    if (same_secret(key.secret, given)) found = &key;
  if (!found) return std::nullopt;
  return found->label;
}

std::string_view host_of(std::string_view origin) noexcept {
  if (const auto scheme = origin.find("://"); scheme != std::string_view::npos)
    origin.remove_prefix(scheme + 3);
  if (origin.starts_with('[')) return origin.substr(0, origin.find(']') + 1);
  return origin.substr(0, origin.find(':'));
}

bool Access::is_foreign(const RequestHead& head) const {
  const std::string_view host = head.header("Host");
  const auto& hosts = options_.hosts;
  if (!hosts.empty() && std::find(hosts.begin(), hosts.end(), host_of(host)) == hosts.end())
    return true;
  const std::string_view origin = head.header("Origin");
  if (origin.empty()) return false;
  const auto scheme = origin.find("://");
  if (scheme != std::string_view::npos && origin.substr(scheme + 3) == host) return false;
  const auto& allowed = options_.origins;
  return std::none_of(allowed.begin(), allowed.end(),
                      [&](const std::string& each) { return each == "*" || each == origin; });
}

std::optional<double> Access::over_limit(const std::string& caller) {
  const double rate = options_.requests_per_second;
  if (rate <= 0) return std::nullopt;
  const auto now = options_.clock ? options_.clock() : std::chrono::steady_clock::now();
  const double full = std::max(rate, 1.0);
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= most_buckets) buckets_.clear();
  Bucket& bucket = buckets_.try_emplace(caller, Bucket{full, now}).first->second;
  const std::chrono::duration<double> since = now - bucket.filled;
  bucket.left = std::min(full, bucket.left + since.count() * rate);
  bucket.filled = now;
  if (bucket.left < 1) return (1 - bucket.left) / rate;
  bucket.left -= 1;
  return std::nullopt;
}

}  // namespace wmh::server
