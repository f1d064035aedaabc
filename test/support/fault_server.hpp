#pragma once

#include "support/test_certificate.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace wmh::testing {

/// One accepted connection, in the hands of a script. Everything blocks.
class Peer {
 public:
  virtual ~Peer() = default;

  /// The head and the body of the next request; empty when the client has closed.
  virtual std::string read_request() = 0;
  /// False when the client has closed.
  virtual bool write(std::string_view bytes) = 0;
  /// Piece by piece, with a pause after each.
  bool write_slowly(std::string_view bytes, std::size_t piece, std::chrono::milliseconds pause);

  /// Answers 200 with this body.
  bool reply(std::string_view body);

  /// Ends sending; with TLS without a close_notify.
  virtual void end_sending() = 0;
  /// Closes with RST instead of FIN.
  virtual void reset() = 0;
  /// Throws away what comes; true when the client closes within this time.
  virtual bool sees_close(std::chrono::milliseconds within) = 0;
  /// Goes on with TLS on this connection, as behind a proxy.
  virtual bool start_tls() = 0;
  /// The server name (SNI) that the client sent; empty without one.
  virtual std::string server_name() const = 0;

  /// 0 for the first connection of the server, then 1, 2, ...
  int number = 0;
};

struct ServerTls {
  Certificate certificate{};  ///< Empty: no TLS.
  bool from_start = true;     ///< False: only when the script says so.
  bool only_tls_1_0 = false;
};

/// A server on the loopback interface that plays a script for each connection, in a thread each;
/// when the script returns, the connection is closed.
class FaultServer {
 public:
  using Script = std::function<void(Peer&)>;

  explicit FaultServer(Script script, ServerTls tls = {});
  ~FaultServer();

  int port() const noexcept { return port_; }
  /// "http://127.0.0.1:port/path", or https.
  std::string url(std::string_view path = "/") const;

  /// So far, in the order in which they came whole.
  std::vector<std::string> requests() const;
  int connections() const noexcept { return connections_; }

 private:
  class SocketPeer;
  void accept_all();
  void play(std::shared_ptr<SocketPeer> peer);

  Script script_;
  ServerTls tls_;
  int port_ = 0;
  int listener_ = -1;
  std::atomic<int> connections_ = 0;
  mutable std::mutex mutex_{};
  std::vector<std::string> requests_{};
  std::list<std::shared_ptr<SocketPeer>> peers_{};
  std::vector<std::thread> threads_{};
  std::thread acceptor_{};
  bool closing_ = false;
};

}  // namespace wmh::testing
