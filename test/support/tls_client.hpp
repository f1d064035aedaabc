#pragma once

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <memory>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace wmh::testing {

/// A TLS client that believes every certificate.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, std::string_view protocol = "", int highest = 0)
      : context_(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free) {
    SSL_CTX_set_security_level(context_.get(), 0);
    if (highest != 0) SSL_CTX_set_max_proto_version(context_.get(), highest);
    session_.reset(SSL_new(context_.get()));
    const std::string offered = static_cast<char>(protocol.size()) + std::string(protocol);
    if (!protocol.empty())
      SSL_set_alpn_protos(session_.get(), reinterpret_cast<const unsigned char*>(offered.data()),
                          static_cast<unsigned>(offered.size()));
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    SSL_set_fd(session_.get(), socket_);
    connected_ = SSL_connect(session_.get()) == 1;
  }
  ~TlsClient() { ::close(socket_); }
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  bool connected() const noexcept { return connected_; }
  void send(std::string_view bytes) {
    SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size()));
  }
  /// Up to `mark` and with it; what came before the end if it never comes.
  std::string read_to(std::string_view mark) {
    std::string text;
    char byte = 0;
    while (!text.ends_with(mark) && SSL_read(session_.get(), &byte, 1) == 1)
      text += byte;
    return text;
  }
  /// The other side said that nothing more is coming.
  bool sees_clean_end() {
    char byte = 0;
    return SSL_read(session_.get(), &byte, 1) == 0 &&
           (SSL_get_shutdown(session_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
  }
  /// The common name of the server's certificate.
  std::string server_name() const {
    const std::unique_ptr<X509, decltype(&X509_free)> paper(
        SSL_get1_peer_certificate(session_.get()), &X509_free);
    char name[256] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(paper.get()), NID_commonName, name,
                              sizeof name);
    return name;
  }
  std::string protocol() const {
    const unsigned char* name = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(session_.get(), &name, &size);
    return std::string(reinterpret_cast<const char*>(name), size);
  }

 private:
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  std::unique_ptr<SSL, decltype(&SSL_free)> session_{nullptr, &SSL_free};
  int socket_ = -1;
  bool connected_ = false;
};

}  // namespace wmh::testing
