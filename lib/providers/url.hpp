#pragma once

#include <wmh/version.hpp>

#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The pieces of an absolute URL as they stand in it, nothing decoded and nothing checked: for what
/// is signed or shown. Where a request goes, and whether it may, is decided by net's parse_url.
struct UrlView {
  std::string_view scheme{};
  std::string_view authority{};  ///< Host, with user and port if they are there.
  std::string_view path{};       ///< Begins with "/"; empty when the URL ends before it.
  std::string_view query{};      ///< Without the "?".

  /// The authority without user and port.
  std::string_view host() const noexcept;
};
UrlView split_url(std::string_view url) noexcept;

/// What the client will say in the Host header of a request to the URL, whatever its path is; empty
/// when it has no place to send it to.
std::string host_header(std::string_view url);

enum class Slash { encode, keep };

/// Encodes every byte outside A-Z a-z 0-9 - . _ ~ as %XX.
std::string percent_encode(std::string_view text, Slash slash = Slash::encode);

/// Takes %XX for the byte; a "%" without two digits stays.
std::string percent_decode(std::string_view text);

/// One "/" between the two, whatever they end and begin with.
std::string join_url(std::string_view base, std::string_view path);

}  // namespace detail
WMH_END_NAMESPACE
