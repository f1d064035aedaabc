#include "llm/remote_provider.hpp"

#include "llm/answer_reader.hpp"
#include "llm/stream_completion.hpp"
#include "providers/aws_sigv4.hpp"
#include "providers/dialect.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr int longest_at_once = 16'384;

/// The limit of an attempt is one of silence where the answer flows.
HttpTimeouts streaming(const HttpTimeouts& given) {
  HttpTimeouts timeouts = HttpTimeouts::streaming();
  if (given.total.count() == 0) return timeouts;
  timeouts.first_byte = std::min(timeouts.first_byte, given.total);
  timeouts.idle = std::min(timeouts.idle, given.total);
  return timeouts;
}

}  // namespace

RemoteProvider::RemoteProvider(ProviderSettings settings, std::shared_ptr<HttpClient> client,
                               std::shared_ptr<AwsKeys> aws, CallRules rules)
    : settings_(std::make_shared<const ProviderSettings>(std::move(settings))),
      aws_(std::move(aws)),
      rules_(std::move(rules)),
      http_(std::move(client)),
      client_(http_, rules_.policy) {}

Task<CallOptions> RemoteProvider::signing_options(bool stream) const {
  CallOptions options(stream ? streaming(rules_.timeouts) : rules_.timeouts);
  options.observer = rules_.observer;
  if (!aws_) co_return options;
  auto keys = co_await aws_->get();
  if (!keys) co_return keys.error();
  options.sign = [keys = std::move(*keys), region = settings_->region,
                  today = rules_.today](HttpRequest& request) {
    sign_v4(request, keys, {region, "bedrock", std::chrono::floor<std::chrono::seconds>(today())});
  };
  co_return options;
}

asio::awaitable<RemoteProvider::Asked> RemoteProvider::ask(SettingsPtr settings,
                                                           HttpRequest request) {
  auto options = co_await signing_options(settings->stream);
  if (!options) co_return Asked{options.error()};
  const auto decode = [settings](const HttpResponse& response) {
    return dialect_of(settings->kind).decode(*settings, response);
  };
  const auto reader = read_answers<Completion>(*options, decode);
  const auto attempt = [http = http_, settings, reader](HttpRequest each, CallOptions with) {
    return settings->stream ? stream_completion(http, settings, reader, std::move(each), with)
                            : http->send(std::move(each), with);
  };
  const auto outcome = co_await client_.send_by(attempt, std::move(request), std::move(*options));
  const bool expired = outcome.response && reader->has_failed_with("ExpiredTokenException");
  Asked asked{reader->result_of(outcome, to_string(settings->kind)), expired};
  co_return asked;
}

Task<Completion> RemoteProvider::complete(CompletionRequest request) {
  auto settings = std::make_shared<ProviderSettings>(*settings_);
  settings->stream = request.max_tokens > longest_at_once;
  auto encoded = dialect_of(settings->kind).encode(*settings, request);
  if (!encoded) co_return encoded.error();
  HttpRequest first = *encoded;
  Asked asked = co_await ask(settings, std::move(first));
  if (asked.keys_expired && aws_ && aws_->forget())
    asked = co_await ask(settings, std::move(*encoded));
  if (!asked.completion) co_return asked.completion.error();
  Completion completion = std::move(*asked.completion);
  if (completion.model.empty()) completion.model = settings_->model;
  co_return usable(std::move(completion), request);
}

}  // namespace detail
WMH_END_NAMESPACE
