#pragma once

#include <wmh/error.hpp>

#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A key or token: cannot be printed, and is wiped from memory in the end.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret other) noexcept;
  ~Secret();

  bool empty() const noexcept { return value_.empty(); }
  /// For headers and signatures; never for messages.
  const std::string& reveal() const noexcept { return value_; }

 private:
  std::string value_{};
};

/// Takes a key as it was given: blanks around it go (files end with a line feed), and one with
/// blanks or control characters inside is refused, as it could break a header. `name` says where
/// the key is from.
Result<Secret> read_secret(std::string_view given, std::string_view name);

/// `text` with *** for the secret and for what is left of it after a cut: eight of its first or
/// last characters and more. Servers echo keys, whole and shortened.
std::string redact(std::string text, const Secret& secret);

}  // namespace detail
WMH_END_NAMESPACE
