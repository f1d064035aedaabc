#include "support/fault_server.hpp"

#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <csignal>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace wmh::testing {
namespace {

using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using Session = std::unique_ptr<SSL, decltype(&SSL_free)>;

Context make_context(const ServerTls& tls) {
  Context context(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
  BIO* paper = BIO_new_mem_buf(tls.certificate.certificate.data(),
                               static_cast<int>(tls.certificate.certificate.size()));
  BIO* secret =
      BIO_new_mem_buf(tls.certificate.key.data(), static_cast<int>(tls.certificate.key.size()));
  X509* certificate = PEM_read_bio_X509(paper, nullptr, nullptr, nullptr);
  EVP_PKEY* key = PEM_read_bio_PrivateKey(secret, nullptr, nullptr, nullptr);
  SSL_CTX_use_certificate(context.get(), certificate);
  SSL_CTX_use_PrivateKey(context.get(), key);
  X509_free(certificate);
  EVP_PKEY_free(key);
  BIO_free(paper);
  BIO_free(secret);
  if (tls.only_tls_1_0) {
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_set_max_proto_version(context.get(), TLS1_VERSION);
  }
  return context;
}

std::size_t body_length(const std::string& head) {
  const auto at = head.find("Content-Length: ");
  return at == std::string::npos ? 0 : std::strtoul(head.c_str() + at + 16, nullptr, 10);
}

}  // namespace

class FaultServer::SocketPeer final : public Peer {
 public:
  SocketPeer(int socket, FaultServer& server) : socket_(socket), server_(server) {
    number = server.connections_++;
  }
  ~SocketPeer() override { close_now(); }

  void close_now() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  }
  void wake() const { ::shutdown(socket_, SHUT_RDWR); }

  std::string read_request() override {
    std::size_t head_end = std::string::npos;
    while ((head_end = unread_.find("\r\n\r\n")) == std::string::npos)
      if (!read_more()) return {};
    const auto size = head_end + 4 + body_length(unread_.substr(0, head_end + 2));
    while (unread_.size() < size)
      if (!read_more()) return {};
    std::string request = unread_.substr(0, size);
    unread_.erase(0, size);
    std::lock_guard lock(server_.mutex_);
    server_.requests_.push_back(request);
    return request;
  }

  bool write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const auto size = static_cast<int>(bytes.size());
      const auto written = session_ ? SSL_write(session_.get(), bytes.data(), size)
                                    : ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

  void end_sending() override { ::shutdown(socket_, SHUT_WR); }

  void reset() override {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close_now();
  }

  bool sees_close(std::chrono::milliseconds within) override {
    const auto deadline = std::chrono::steady_clock::now() + within;
    for (;;) {
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
      pollfd watched{socket_, POLLIN, 0};
      char bytes[4096];
      if (left.count() <= 0 || ::poll(&watched, 1, static_cast<int>(left.count())) != 1)
        return false;
      if (::recv(socket_, bytes, sizeof bytes, 0) <= 0) return true;
    }
  }

  bool start_tls() override {
    context_ = make_context(server_.tls_);
    session_.reset(SSL_new(context_.get()));
    SSL_set_fd(session_.get(), socket_);
    const bool accepted = SSL_accept(session_.get()) == 1;
    const char* name = SSL_get_servername(session_.get(), TLSEXT_NAMETYPE_host_name);
    server_name_ = name ? name : "";
    return accepted;
  }

  std::string server_name() const override { return server_name_; }

 private:
  bool read_more() {
    char bytes[4096];
    const auto got = session_ ? SSL_read(session_.get(), bytes, sizeof bytes)
                              : ::recv(socket_, bytes, sizeof bytes, 0);
    if (got <= 0) return false;
    unread_.append(bytes, static_cast<std::size_t>(got));
    return true;
  }

  int socket_;
  FaultServer& server_;
  Context context_{nullptr, &SSL_CTX_free};
  Session session_{nullptr, &SSL_free};
  std::string unread_{};
  std::string server_name_{};
};

bool Peer::write_slowly(std::string_view bytes, std::size_t piece,
                        std::chrono::milliseconds pause) {
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
    if (!write(bytes.substr(0, piece))) return false;
    std::this_thread::sleep_for(pause);
  }
  return true;
}

bool Peer::reply(std::string_view body) {
  return write("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
               std::string(body));
}

FaultServer::FaultServer(Script script, ServerTls tls)
    : script_(std::move(script)), tls_(std::move(tls)) {
  // OpenSSL writes its alerts to clients that are gone.
  std::signal(SIGPIPE, SIG_IGN);
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), size);
  ::listen(listener_, 256);
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { accept_all(); });
}

FaultServer::~FaultServer() {
  {
    std::lock_guard lock(mutex_);
    closing_ = true;
    for (const auto& peer : peers_)
      peer->wake();
  }
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  ::close(listener_);
  for (auto& thread : threads_)
    thread.join();
}

void FaultServer::accept_all() {
  for (;;) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    auto peer = std::make_shared<SocketPeer>(socket, *this);
    std::lock_guard lock(mutex_);
    if (closing_) return;
    peers_.push_back(peer);
    threads_.emplace_back([this, peer] { play(peer); });
  }
}

void FaultServer::play(std::shared_ptr<SocketPeer> peer) {
  const bool tls = !tls_.certificate.key.empty() && tls_.from_start;
  if (!tls || peer->start_tls()) script_(*peer);
  std::lock_guard lock(mutex_);
  peer->close_now();
  peers_.remove(peer);
}

std::string FaultServer::url(std::string_view path) const {
  const bool tls = !tls_.certificate.key.empty() && tls_.from_start;
  return (tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port_) +
         std::string(path);
}

std::vector<std::string> FaultServer::requests() const {
  std::lock_guard lock(mutex_);
  return requests_;
}

}  // namespace wmh::testing
