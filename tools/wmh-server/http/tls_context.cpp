#include "http/tls_context.hpp"

#include <fmt/format.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <string_view>

namespace wmh::server {
namespace {

namespace ssl = boost::asio::ssl;

constexpr std::string_view http_1_1 = "\x08http/1.1";

/// A client that offers protocols, and not this one, is told so instead of being misunderstood.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
  unsigned char* found = nullptr;
  const int result =
      SSL_select_next_proto(&found, size, reinterpret_cast<const unsigned char*>(http_1_1.data()),
                            static_cast<unsigned>(http_1_1.size()), offered, offered_size);
  *chosen = found;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

Error unreadable(std::string_view what, const std::filesystem::path& file,
                 const boost::system::error_code& failed) {
  return Error(errc::io, fmt::format("the {} {} cannot be used: {}; it must be PEM, and readable",
                                     what, file.string(), failed.message()));
}

}  // namespace

Result<TlsContext> make_tls_context(const std::filesystem::path& certificate,
                                    const std::filesystem::path& key) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  SSL_CTX* native = context->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_alpn_select_cb(native, &choose_protocol, nullptr);

  boost::system::error_code failed;
  // Without this a key with a password is asked for on the terminal.
  context->set_password_callback([](std::size_t, auto) { return std::string(); }, failed);
  context->use_certificate_chain_file(certificate.string(), failed);
  if (failed) return unreadable("certificate", certificate, failed);
  context->use_private_key_file(key.string(), ssl::context::pem, failed);
  if (failed) return unreadable("key of the certificate", key, failed);
  return context;
}

}  // namespace wmh::server
