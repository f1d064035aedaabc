#pragma once

#include <wmh/error.hpp>

#include <boost/asio/ssl/context.hpp>

#include <filesystem>
#include <memory>
#include <mutex>

namespace wmh::server {

using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

/// TLS 1.2 and later, for HTTP/1.1. The files are PEM: the certificate with its chain, and its key.
/// Fails with errc::io when they cannot be read or do not belong together.
Result<TlsContext> make_tls_context(const std::filesystem::path& certificate,
                                    const std::filesystem::path& key);

/// The context for new connections. Safe from any thread.
class TlsKeeper {
 public:
  /// Null as long as none was set.
  TlsContext current() const {
    std::lock_guard lock(mutex_);
    return context_;
  }
  void set(TlsContext context) {
    std::lock_guard lock(mutex_);
    context_ = std::move(context);
  }

 private:
  mutable std::mutex mutex_{};
  TlsContext context_{};
};

}  // namespace wmh::server
