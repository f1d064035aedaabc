#include "llm/remote_provider.hpp"

#include "providers/dialect.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

Task<Completion> RemoteProvider::complete(CompletionRequest request) {
  auto billed = co_await complete_with_bill(std::move(request));
  if (!billed) co_return billed.error();
  co_return std::move(billed->completion);
}

Task<BilledCompletion> RemoteProvider::complete_with_bill(CompletionRequest request) {
  const auto api = api_;
  const Dialect dialect = dialect_of(api->settings().kind);
  auto encoded = dialect.encode(api->settings(), request);
  if (!encoded) co_return encoded.error();
  AnswerReader<Completion>::Decode decode = [api, dialect](const HttpResponse& response) {
    return dialect.decode(api->settings(), response);
  };
  auto completion = co_await api->call<Completion>(std::move(*encoded), std::move(decode));
  if (!completion) co_return completion.error();
  if (completion->model.empty()) completion->model = api->settings().model;
  BilledCompletion billed;
  billed.bill = bill_of(*completion);
  billed.completion = usable(std::move(*completion), request);
  co_return billed;
}

}  // namespace detail
WMH_END_NAMESPACE
