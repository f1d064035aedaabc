#pragma once

#include <wmh/provider.hpp>

#include "llm/aws_keys.hpp"
#include "net/retrying_client.hpp"
#include "providers/settings.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// How a remote provider makes its calls.
struct CallRules {
  HttpTimeouts timeouts{};  ///< Of each attempt.
  RetryPolicy policy{};
  WaitObserver observer{};
  /// The time of day, for signatures.
  std::function<std::chrono::system_clock::time_point()> today = std::chrono::system_clock::now;
};

/// A language model over HTTP: a dialect between a request and a client that tries again. Answers
/// that may be long are streamed: a connection that is silent for minutes is cut by what stands
/// between.
class RemoteProvider final : public Provider {
 public:
  /// `aws` is null unless requests are to be signed.
  RemoteProvider(ProviderSettings settings, std::shared_ptr<HttpClient> client,
                 std::shared_ptr<AwsKeys> aws, CallRules rules);

  std::string_view model() const noexcept override { return settings_->model; }
  Task<Completion> complete(CompletionRequest request) override;

 private:
  using SettingsPtr = std::shared_ptr<const ProviderSettings>;
  struct Asked {
    Result<Completion> completion;
    bool keys_expired = false;
  };

  /// All attempts with one set of keys.
  asio::awaitable<Asked> ask(SettingsPtr settings, HttpRequest request);
  /// Options that sign with keys that are good now.
  Task<CallOptions> signing_options(bool stream) const;

  SettingsPtr settings_;
  std::shared_ptr<AwsKeys> aws_;
  CallRules rules_;
  std::shared_ptr<HttpClient> http_;
  RetryingClient client_;
};

}  // namespace detail
WMH_END_NAMESPACE
