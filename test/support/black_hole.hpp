#pragma once

#include <wmh/async.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <list>

namespace wmh::testing {

/// A listener whose queue is full: it answers no SYN.
class BlackHole {
 public:
  BlackHole() {
    acceptor_.open(asio::ip::tcp::v4());
    acceptor_.bind(asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    acceptor_.listen(0);
    for (int i = 0; i < 4; ++i) {
      auto& filler = fillers_.emplace_back(context_);
      filler.open(asio::ip::tcp::v4());
      filler.async_connect(endpoint(), [](auto) {});
    }
    context_.run_for(std::chrono::milliseconds(50));
  }
  asio::ip::tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }

 private:
  asio::io_context context_{};
  asio::ip::tcp::acceptor acceptor_{context_};
  std::list<asio::ip::tcp::socket> fillers_{};
};

}  // namespace wmh::testing
