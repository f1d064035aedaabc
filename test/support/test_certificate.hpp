#pragma once

#include <memory>
#include <string>

namespace wmh::testing {

/// A certificate and its key, as PEM text.
struct Certificate {
  std::string certificate{};
  std::string key{};
};

/// A certificate authority that lives as long as a test.
class TestAuthority {
 public:
  TestAuthority();
  ~TestAuthority();

  /// What clients must trust.
  const std::string& pem() const noexcept { return root_.certificate; }

  /// A certificate for subject alternative names such as "DNS:localhost,IP:127.0.0.1", valid for
  /// `days` from yesterday on; with a negative number it has expired.
  Certificate issue(const std::string& names, int days = 2) const;

 private:
  struct Keys;
  std::unique_ptr<Keys> keys_;
  Certificate root_{};
};

}  // namespace wmh::testing
