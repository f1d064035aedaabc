#include "llm/remote_provider.hpp"

#include "llm/stream_completion.hpp"
#include "providers/dialect.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr int longest_at_once = 16'384;

using SettingsPtr = std::shared_ptr<const ProviderSettings>;
using ReadCompletion = RemoteApi::ReadStream<Completion>;

SettingsPtr settings_for(const RemoteApi& api, const CompletionRequest& request) {
  auto settings = std::make_shared<ProviderSettings>(api.settings());
  settings->stream = request.max_tokens > longest_at_once && api.can_stream();
  return settings;
}

/// Null for an answer that is read whole.
ReadCompletion reader_of(const SettingsPtr& settings) {
  if (!settings->stream) return {};
  return
      [settings](std::shared_ptr<HttpClient> http, std::shared_ptr<AnswerReader<Completion>> reader,
                 HttpRequest request, CallOptions options) {
        return stream_completion(std::move(http), settings, std::move(reader), std::move(request),
                                 std::move(options));
      };
}

}  // namespace

Task<Completion> RemoteProvider::complete(CompletionRequest request) {
  auto billed = co_await complete_with_bill(std::move(request));
  if (!billed) co_return billed.error();
  co_return std::move(billed->completion);
}

Task<BilledCompletion> RemoteProvider::complete_with_bill(CompletionRequest request) {
  const auto api = api_;
  const SettingsPtr settings = settings_for(*api, request);
  auto encoded = dialect_of(settings->kind).encode(*settings, request);
  if (!encoded) co_return encoded.error();
  request.system.clear();  // what is encoded is not held twice while the answer is awaited
  request.system.shrink_to_fit();
  request.messages = {};
  AnswerReader<Completion>::Decode decode = [settings](const HttpResponse& response) {
    return dialect_of(settings->kind).decode(*settings, response);
  };
  auto stream = reader_of(settings);
  auto completion =
      co_await api->call<Completion>(std::move(*encoded), std::move(decode), std::move(stream));
  if (!completion) co_return completion.error();
  if (completion->model.empty()) completion->model = settings->model;
  BilledCompletion billed;
  billed.bill = bill_of(*completion);
  billed.completion = usable(std::move(*completion), request);
  co_return billed;
}

}  // namespace detail
WMH_END_NAMESPACE
