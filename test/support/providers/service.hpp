#pragma once

#include "support/provider_server.hpp"

#include <mutex>

namespace wmh::testing {

/// What a session does with the bytes of an answer.
struct Served {
  enum class After { go_on, close, reset };

  std::string text{};
  After after = After::go_on;
};

/// Understands requests and answers them; counts what happens. Everything but sockets.
class ProviderService {
 public:
  ProviderService(ProviderServerOptions options, std::string origin)
      : options_(std::move(options)), origin_(std::move(origin)) {}

  const std::string& origin() const noexcept { return origin_; }
  const ProviderServerOptions& options() const noexcept { return options_; }

  /// Serves the first request in `bytes`; nullopt while it is not whole. Each is followed by
  /// note_end(). Called by one thread.
  std::optional<Served> serve(std::string& bytes);
  void note_end();
  void note_open();
  void note_closed();

  ServerCounts counts() const;
  std::vector<std::string> refusals() const;
  std::vector<Asked> asked() const;

 private:
  static constexpr std::size_t most_kept = 1000;

  Served refuse(std::string reason, Served::After after);
  Served answer(const Asked& asked);
  Served with_fault(const Fault& fault, const Asked& asked);
  std::string whole_answer(const Asked& asked);
  void count(std::int64_t ServerCounts::*member);

  const ProviderServerOptions options_;
  const std::string origin_;
  mutable std::mutex mutex_{};  ///< Guards what follows.
  ServerCounts counts_{};
  std::int64_t in_flight_ = 0;
  std::vector<std::string> refusals_{};
  std::vector<Asked> asked_{};
};

}  // namespace wmh::testing
