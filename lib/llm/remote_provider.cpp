#include "llm/remote_provider.hpp"

#include "providers/aws_sigv4.hpp"
#include "providers/classify.hpp"
#include "providers/dialect.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// The words of an answer tell better than its status whether to ask again.
RetryPolicy policy_for(const ProviderSettings& settings) {
  RetryPolicy policy;
  policy.worth_retrying = [settings](const HttpResponse& response) {
    const auto decoded = dialect_of(settings.kind).decode(settings, response);
    return !decoded && decoded.failure().retryable();
  };
  return policy;
}

}  // namespace

Result<Completion> completion_of(HttpOutcome outcome, const ProviderSettings& settings,
                                 const CompletionRequest& request) {
  if (!outcome.response) return std::move(outcome.response).error();
  auto decoded = dialect_of(settings.kind).decode(settings, *outcome.response);
  if (!decoded) {
    Failure failure = std::move(decoded.failure());
    if (outcome.retry_after) failure.retry_after = outcome.retry_after;
    return to_error(failure, to_string(settings.kind));
  }
  if (decoded->model.empty()) decoded->model = settings.model;
  return usable(std::move(*decoded), request);
}

RemoteProvider::RemoteProvider(ProviderSettings settings, std::shared_ptr<HttpClient> client,
                               std::shared_ptr<AwsKeys> aws, HttpTimeouts timeouts)
    : settings_(std::move(settings)),
      aws_(std::move(aws)),
      timeouts_(timeouts),
      client_(std::move(client), policy_for(settings_)) {}

Task<Done> RemoteProvider::add_signature(CallOptions& options) const {
  if (!aws_) co_return Done{};
  auto keys = co_await aws_->get();
  if (!keys) co_return keys.error();
  options.sign = [keys = std::move(*keys), region = settings_.region](HttpRequest& request) {
    const auto now = std::chrono::system_clock::now();
    sign_v4(request, keys, {region, "bedrock", std::chrono::floor<std::chrono::seconds>(now)});
  };
  co_return Done{};
}

Task<Completion> RemoteProvider::complete(CompletionRequest request) {
  auto encoded = dialect_of(settings_.kind).encode(settings_, request);
  if (!encoded) co_return encoded.error();
  CallOptions options(timeouts_);
  const auto ready = co_await add_signature(options);
  if (!ready) co_return ready.error();
  HttpOutcome outcome = co_await client_.send(std::move(*encoded), std::move(options));
  co_return completion_of(std::move(outcome), settings_, request);
}

}  // namespace detail
WMH_END_NAMESPACE
