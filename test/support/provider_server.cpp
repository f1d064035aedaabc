#include "support/provider_server.hpp"

#include "support/providers/service.hpp"
#include "support/temp_dir.hpp"
#include "support/test_certificate.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <array>
#include <thread>

namespace wmh::testing {
namespace {

using asio::ip::tcp;
using boost::system::error_code;
using After = Served::After;

/// One connection. Everything runs on the server's thread; it lives as long as it waits for
/// something.
template <class Stream>
class Session : public std::enable_shared_from_this<Session<Stream>> {
 public:
  Session(Stream stream, ProviderService& service)
      : stream_(std::move(stream)), timer_(stream_.get_executor()), service_(service) {
    service_.note_open();
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() {
    if (serving_) service_.note_end();
    service_.note_closed();
  }

  void start() {
    if constexpr (std::is_same_v<Stream, tcp::socket>)
      read();
    else
      stream_.async_handshake(asio::ssl::stream_base::server,
                              [self = this->shared_from_this()](error_code failed) {
                                if (!failed) self->read();
                              });
  }

 private:
  void read() {
    stream_.async_read_some(asio::buffer(piece_),
                            [self = this->shared_from_this()](error_code failed, std::size_t size) {
                              if (failed) return;
                              self->bytes_.append(self->piece_.data(), size);
                              self->serve();
                            });
  }

  void serve() {
    auto served = service_.serve(bytes_);
    if (!served) return read();
    serving_ = true;
    served_ = std::move(*served);
    const auto delay = service_.options().delay;
    if (delay.count() == 0) return write();
    timer_.expires_after(delay);
    timer_.async_wait([self = this->shared_from_this()](error_code failed) {
      if (!failed) self->write();
    });
  }

  void write() {
    if (served_.after == After::reset) return reset();
    asio::async_write(stream_, asio::buffer(served_.text),
                      [self = this->shared_from_this()](error_code failed, std::size_t) {
                        self->serving_ = false;
                        self->service_.note_end();
                        if (!failed) self->go_on();
                      });
  }

  void go_on() {
    if (served_.after == After::go_on) return serve();
    error_code ignored;
    stream_.lowest_layer().shutdown(tcp::socket::shutdown_both, ignored);
  }

  void reset() {
    error_code ignored;
    stream_.lowest_layer().set_option(asio::socket_base::linger(true, 0), ignored);
    stream_.lowest_layer().close(ignored);
  }

  Stream stream_;
  asio::steady_timer timer_;
  ProviderService& service_;
  std::array<char, 2048> piece_{};
  std::string bytes_{};
  Served served_{};
  bool serving_ = false;
};

std::string origin_of(const tcp::acceptor& acceptor, bool tls) {
  return fmt::format("{}://127.0.0.1:{}", tls ? "https" : "http", acceptor.local_endpoint().port());
}

}  // namespace

struct ProviderServer::Impl {
  explicit Impl(ProviderServerOptions options)
      : with_tls(options.tls),
        acceptor(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
    service.emplace(std::move(options), origin_of(acceptor, with_tls));
    prepare_certificates();
    accept();
    thread = std::thread([this] { context.run(); });
  }
  ~Impl() {
    context.stop();
    thread.join();
  }

  /// Also without TLS: clients that trust one certificate start faster than with all of the system.
  void prepare_certificates() {
    const TestAuthority authority;
    const Certificate own = authority.issue("DNS:localhost,IP:127.0.0.1");
    tls.use_certificate_chain(asio::buffer(own.certificate));
    tls.use_private_key(asio::buffer(own.key), asio::ssl::context::pem);
    ca_pem = authority.pem();
    ca_file = folder.write("ca.pem", ca_pem).string();
  }

  void accept() {
    acceptor.async_accept([this](error_code failed, tcp::socket socket) {
      // Out of descriptors: the client waits until others are closed.
      if (failed) return accept_later();
      socket.set_option(tcp::no_delay(true), failed);
      start(std::move(socket));
      accept();
    });
  }

  void accept_later() {
    pause.expires_after(std::chrono::milliseconds(5));
    pause.async_wait([this](error_code failed) {
      if (!failed) accept();
    });
  }

  void start(tcp::socket socket) {
    using TlsStream = asio::ssl::stream<tcp::socket>;
    if (with_tls)
      std::make_shared<Session<TlsStream>>(TlsStream(std::move(socket), tls), *service)->start();
    else
      std::make_shared<Session<tcp::socket>>(std::move(socket), *service)->start();
  }

  const bool with_tls;
  TempDir folder{};
  std::string ca_pem{};
  std::string ca_file{};
  asio::ssl::context tls{asio::ssl::context::tls_server};
  // Sessions live in the context and note their end in the service: it goes after them.
  std::optional<ProviderService> service{};
  asio::io_context context{1};
  asio::steady_timer pause{context};
  tcp::acceptor acceptor;
  std::thread thread{};
};

Reply world_model_reply(const Asked&) {
  Reply reply{.text = R"({"output":"ok","is_error":false,"state_note":""})"};
  reply.usage.input_tokens = 100;
  reply.usage.output_tokens = 10;
  return reply;
}

ProviderServer::ProviderServer(ProviderServerOptions options)
    : impl_(std::make_unique<Impl>(std::move(options))) {}
ProviderServer::~ProviderServer() = default;

const std::string& ProviderServer::origin() const noexcept {
  return impl_->service->origin();
}

const std::string& ProviderServer::ca_pem() const noexcept {
  return impl_->ca_pem;
}

ProviderOptions ProviderServer::provider(std::string_view kind, std::string model) const {
  const AskRules& rules = impl_->service->options().rules;
  const std::string base = origin() + rules.prefix;
  ProviderOptions options;
  options.kind = kind;
  options.model = std::move(model);
  options.environment = {{"ANTHROPIC_BASE_URL", base},
                         {"ANTHROPIC_API_KEY", rules.key},
                         {"OPENAI_BASE_URL", base + "/v1"},
                         {"OPENAI_API_KEY", rules.key},
                         {"AZURE_OPENAI_ENDPOINT", base},
                         {"AZURE_OPENAI_API_KEY", rules.key},
                         {"AWS_ENDPOINT_URL_BEDROCK_RUNTIME", base},
                         {"AWS_REGION", rules.region},
                         {"AWS_ACCESS_KEY_ID", rules.aws.access_key_id},
                         {"AWS_SECRET_ACCESS_KEY", rules.aws.secret_access_key.reveal()},
                         {"AWS_SESSION_TOKEN", rules.aws.session_token.reveal()},
                         {"SSL_CERT_FILE", impl_->ca_file}};
  return options;
}

ServerCounts ProviderServer::counts() const {
  return impl_->service->counts();
}

std::vector<std::string> ProviderServer::refusals() const {
  return impl_->service->refusals();
}

std::vector<Asked> ProviderServer::asked() const {
  return impl_->service->asked();
}

}  // namespace wmh::testing
