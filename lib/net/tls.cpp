#include "net/tls.hpp"

#include <wmh/async.hpp>

#include "net/http_failure.hpp"

#include <boost/asio/ssl/context.hpp>
#include <fmt/format.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <filesystem>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

// The newest layout of a system stands before its legacy links.
constexpr std::array known_files = std::to_array<const char*>({
    "/etc/ssl/certs/ca-certificates.crt",                 // Debian, Ubuntu, Arch, Alpine
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // Fedora, RHEL
    "/etc/pki/tls/certs/ca-bundle.crt",                   // older Fedora, RHEL
    "/etc/ssl/ca-bundle.pem",                             // openSUSE
    "/etc/pki/tls/cacert.pem",                            // OpenELEC
    "/etc/ssl/cert.pem",                                  // Alpine, macOS, BSD
    "/opt/homebrew/etc/openssl@3/cert.pem",               // Homebrew on Apple silicon
    "/usr/local/etc/openssl@3/cert.pem",                  // Homebrew on Intel
});
constexpr std::array known_folders =
    std::to_array<const char*>({"/etc/ssl/certs", "/etc/pki/tls/certs"});

constexpr std::array<unsigned char, 9> http_1_1 = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

bool is_empty(const TlsSettings& settings) {
  return settings.ca_file.empty() && settings.ca_folder.empty() && settings.ca_pem.empty();
}

Error no_certificates(std::string_view what) {
  return failure(Reason::tls, fmt::format("{}; install the package ca-certificates or set "
                                          "SSL_CERT_FILE to a PEM file",
                                          what));
}

Result<Done> load(asio::ssl::context& context, const TlsSettings& settings) {
  boost::system::error_code failed;
  if (!settings.ca_file.empty()) context.load_verify_file(settings.ca_file, failed);
  if (failed) return no_certificates("no CA certificates can be read from " + settings.ca_file);
  if (!settings.ca_folder.empty()) {
    if (!std::filesystem::is_directory(settings.ca_folder, failed))
      return no_certificates("no folder of CA certificates at " + settings.ca_folder);
    context.add_verify_path(settings.ca_folder, failed);
    if (failed) return no_certificates("no CA certificates can be read from " + settings.ca_folder);
  }
  if (!settings.ca_pem.empty())
    context.add_certificate_authority(asio::buffer(settings.ca_pem), failed);
  if (failed) return no_certificates("the text given as CA certificates is no PEM");
  return Done{};
}

bool has_objects(asio::ssl::context& context) {
  X509_STORE* store = SSL_CTX_get_cert_store(context.native_handle());
  return sk_X509_OBJECT_num(X509_STORE_get0_objects(store)) > 0;
}

}  // namespace

TlsSettings tls_settings(const Environment& environment) {
  TlsSettings settings;
  settings.ca_file = variable(environment, "SSL_CERT_FILE");
  settings.ca_folder = variable(environment, "SSL_CERT_DIR");
  return settings;
}

TlsSettings system_certificates(const std::function<bool(const std::string&)>& exists) {
  TlsSettings settings;
  for (const char* file : known_files)
    if (settings.ca_file.empty() && exists(file)) settings.ca_file = file;
  if (!settings.ca_file.empty()) return settings;
  for (const char* folder : known_folders)
    if (settings.ca_folder.empty() && exists(folder)) settings.ca_folder = folder;
  return settings;
}

Result<std::shared_ptr<asio::ssl::context>> make_tls_context(const TlsSettings& settings) {
  const auto is_there = [](const std::string& path) {
    std::error_code failed;
    return std::filesystem::exists(path, failed);
  };
  auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_client);
  SSL_CTX* native = context->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_verify(native, SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_alpn_protos(native, http_1_1.data(), http_1_1.size());

  const TlsSettings trusted = is_empty(settings) ? system_certificates(is_there) : settings;
  if (auto loaded = load(*context, trusted); !loaded) return std::move(loaded).error();
  // The certificates of a folder are loaded when they are needed.
  if (trusted.ca_folder.empty() && !has_objects(*context))
    return no_certificates("no CA certificates found");
  return context;
}

Result<Done> expect_host(ssl_st* session, std::string host) {
  if (host.ends_with('.')) host.pop_back();
  X509_VERIFY_PARAM* rules = SSL_get0_param(session);
  X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  const bool set = is_address(host)
                       ? X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str()) == 1
                       : X509_VERIFY_PARAM_set1_host(rules, host.data(), host.size()) == 1 &&
                             SSL_ctrl(session, SSL_CTRL_SET_TLSEXT_HOSTNAME,
                                      TLSEXT_NAMETYPE_host_name, host.data()) == 1;
  if (!set) return failure(Reason::tls, "OpenSSL does not take the host name");
  return Done{};
}

std::string handshake_failure(ssl_st* session, const boost::system::error_code& error) {
  const long verified = SSL_get_verify_result(session);
  return verified == X509_V_OK ? error.message() : X509_verify_cert_error_string(verified);
}

}  // namespace detail
WMH_END_NAMESPACE
