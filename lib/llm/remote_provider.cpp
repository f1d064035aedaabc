#include "llm/remote_provider.hpp"

#include "providers/dialect.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

Task<Completion> RemoteProvider::complete(CompletionRequest request) {
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
  co_return usable(std::move(*completion), request);
}

}  // namespace detail
WMH_END_NAMESPACE
