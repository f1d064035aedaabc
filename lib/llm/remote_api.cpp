#include "llm/remote_api.hpp"

#include "providers/aws_sigv4.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// The limit of an attempt is one of silence where the answer flows.
HttpTimeouts streaming(const HttpTimeouts& given) {
  HttpTimeouts timeouts = HttpTimeouts::streaming();
  if (given.total.count() == 0) return timeouts;
  timeouts.first_byte = std::min(timeouts.first_byte, given.total);
  timeouts.idle = std::min(timeouts.idle, given.total);
  return timeouts;
}

}  // namespace

Task<CallOptions> RemoteApi::signing_options(bool stream) const {
  CallOptions options(stream ? streaming(rules_.timeouts) : rules_.timeouts);
  options.observer = rules_.observer;
  if (!aws_) co_return options;
  auto keys = co_await aws_->get();
  if (!keys) co_return keys.error();
  options.sign = [keys = std::move(*keys), region = settings_.region,
                  today = rules_.today](HttpRequest& request) {
    sign_v4(request, keys, {region, "bedrock", std::chrono::floor<std::chrono::seconds>(today())});
  };
  co_return options;
}

std::shared_ptr<const RemoteApi> http_api(ProviderSettings settings,
                                          std::shared_ptr<HttpClient> client,
                                          std::shared_ptr<AwsKeys> aws, CallRules rules,
                                          RetryPolicy policy) {
  return std::make_shared<const RemoteApi>(
      std::move(settings), std::make_shared<HttpTransport>(std::move(client), std::move(policy)),
      std::move(aws), std::move(rules));
}

}  // namespace detail
WMH_END_NAMESPACE
