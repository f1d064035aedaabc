#pragma once

#include "support/providers/answers.hpp"
#include "support/providers/faults.hpp"

#include <functional>
#include <memory>

namespace wmh::testing {

/// Gives the reply to what is asked. Called on the server's thread, one call at a time.
using Replier = std::function<Reply(const Asked&)>;

/// {"output":"ok","is_error":false,"state_note":""}, with some tokens.
Reply world_model_reply(const Asked& asked);

struct ProviderServerOptions {
  AskRules rules{};
  Replier reply = world_model_reply;
  Faults faults{};                           ///< Empty: none.
  std::chrono::milliseconds delay{0};        ///< Of each answer.
  std::chrono::milliseconds retry_after{1};  ///< What a 429 asks to wait.
  bool tls = false;
};

/// What became of the calls so far.
struct ServerCounts {
  std::int64_t connections = 0;  ///< Accepted.
  std::int64_t open = 0;         ///< Connections, now,
  std::int64_t most_open = 0;    ///< and at most.
  std::int64_t calls = 0;        ///< Requests that came whole: the sum of what follows.
  std::int64_t answered = 0;
  std::int64_t refused = 0;  ///< By the strict decoder, with status 400.
  std::int64_t reset = 0;
  std::int64_t too_many_requests = 0;
  std::int64_t server_errors = 0;
  std::int64_t cut = 0;
  std::int64_t most_in_flight = 0;  ///< Calls between request and answer.
  std::size_t last_answer = 0;      ///< The bytes of the last answer, before it was cut.
};

/// A server on the loopback interface that speaks the APIs of all providers, on a thread of its
/// own. What it does not understand it refuses, and keeps the reason for the test. All members may
/// be called from any thread.
class ProviderServer {
 public:
  explicit ProviderServer(ProviderServerOptions options = {});
  ~ProviderServer();

  /// "http://127.0.0.1:port" or https.
  const std::string& origin() const noexcept;
  /// What make_provider needs to ask this server as a provider of this kind.
  ProviderOptions provider(std::string_view kind, std::string model = "test-model") const;
  /// The certificate to trust.
  const std::string& ca_pem() const noexcept;

  ServerCounts counts() const;
  /// Why requests were refused, and what was asked: the first thousand of each.
  std::vector<std::string> refusals() const;
  std::vector<Asked> asked() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wmh::testing
