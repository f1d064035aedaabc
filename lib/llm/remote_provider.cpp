#include "llm/remote_provider.hpp"

#include "llm/answer_reader.hpp"
#include "providers/aws_sigv4.hpp"
#include "providers/dialect.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

RemoteProvider::RemoteProvider(ProviderSettings settings, std::shared_ptr<HttpClient> client,
                               std::shared_ptr<AwsKeys> aws, CallRules rules)
    : settings_(std::make_shared<const ProviderSettings>(std::move(settings))),
      aws_(std::move(aws)),
      rules_(std::move(rules)),
      client_(std::move(client), rules_.policy) {}

Task<CallOptions> RemoteProvider::signing_options() const {
  CallOptions options(rules_.timeouts);
  options.observer = rules_.observer;
  if (!aws_) co_return options;
  auto keys = co_await aws_->get();
  if (!keys) co_return keys.error();
  options.sign = [keys = std::move(*keys), region = settings_->region](HttpRequest& request) {
    const auto now = std::chrono::system_clock::now();
    sign_v4(request, keys, {region, "bedrock", std::chrono::floor<std::chrono::seconds>(now)});
  };
  co_return options;
}

Task<Completion> RemoteProvider::complete(CompletionRequest request) {
  const Dialect dialect = dialect_of(settings_->kind);
  auto encoded = dialect.encode(*settings_, request);
  if (!encoded) co_return encoded.error();
  auto ready = co_await signing_options();
  if (!ready) co_return ready.error();
  const auto decode = [settings = settings_, dialect](const HttpResponse& response) {
    return dialect.decode(*settings, response);
  };
  const auto reader = read_answers<Completion>(*ready, decode);
  const HttpOutcome outcome = co_await client_.send(std::move(*encoded), std::move(*ready));
  auto completion = reader->result_of(outcome, to_string(settings_->kind));
  if (!completion) co_return completion.error();
  if (completion->model.empty()) completion->model = settings_->model;
  co_return usable(std::move(*completion), request);
}

}  // namespace detail
WMH_END_NAMESPACE
