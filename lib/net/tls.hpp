#pragma once

#include <wmh/error.hpp>

#include "net/proxy.hpp"

#include <functional>
#include <memory>
#include <vector>

struct ssl_st;
namespace boost::asio::ssl {
class context;
}

WMH_BEGIN_NAMESPACE
namespace detail {

/// Whom to trust. Empty: the certificates of the system.
struct TlsSettings {
  std::string ca_file{};    ///< A PEM file.
  std::string ca_folder{};  ///< A folder as openssl-rehash makes it.
  std::string ca_pem{};     ///< PEM text.
};

/// Reads SSL_CERT_FILE and SSL_CERT_DIR.
TlsSettings tls_settings(const Environment& environment);

/// Where the certificates of the system are: the first file that `exists` of those that Debian,
/// Fedora, openSUSE, Alpine, macOS and Homebrew use, else the first such folder. Empty when there
/// is none.
TlsSettings system_certificates(const std::function<bool(const std::string&)>& exists);

/// A context for clients: TLS 1.2 or newer, the other side must prove who it is. Fails
/// (Reason::tls) when there is no certificate to trust or one cannot be read. Costs some
/// milliseconds: make one for many connections.
Result<std::shared_ptr<boost::asio::ssl::context>> make_tls_context(const TlsSettings& settings);

/// Before the handshake: who the other side must prove to be, a name or an address. Sends the name
/// in clear (SNI), but never an address.
Result<Done> expect_host(ssl_st* session, std::string host);

/// Why a handshake failed: what is wrong with the certificate, or OpenSSL's own words.
std::string handshake_failure(ssl_st* session, const boost::system::error_code& error);

}  // namespace detail
WMH_END_NAMESPACE
