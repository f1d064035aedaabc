#pragma once

#include <wmh/error.hpp>

#include <vector>

namespace wmh::server::postgres {

/// Where a database is and how to get in, as libpq reads it.
class Address {
 public:
  /// A postgres:// URL. Fails with errc::invalid_argument, repeating nothing of it.
  static Result<Address> read(std::string url);

  /// For libpq alone: it may hold a password.
  const std::string& url() const noexcept { return url_; }
  /// A message as it may be shown.
  std::string without_secrets(std::string text) const;

 private:
  Address(std::string url, std::vector<std::string> secrets)
      : url_(std::move(url)), secrets_(std::move(secrets)) {}
  std::string url_;
  std::vector<std::string> secrets_;
};

}  // namespace wmh::server::postgres
