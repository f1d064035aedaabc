#pragma once

#include "llm/answer_reader.hpp"
#include "net/retrying_client.hpp"
#include "providers/aws_sigv4.hpp"
#include "providers/dialect.hpp"
#include "providers/resolve.hpp"
#include "support/provider_server.hpp"

namespace wmh::testing {

/// Asks a server in the dialect of a kind, with a policy of the test's own: without the waits of
/// real life. It must outlive its calls.
class DialectClient {
 public:
  DialectClient(asio::any_io_executor executor, const ProviderServer& server, std::string_view kind,
                std::string model, detail::RetryPolicy policy, std::size_t calls_in_flight = 16)
      : settings_(settings_for(server.provider(kind, std::move(model)))),
        client_(client_for(std::move(executor), server, calls_in_flight), std::move(policy)) {}

  Task<Completion> complete(CompletionRequest request) {
    const detail::Dialect dialect = detail::dialect_of(settings_.kind);
    auto encoded = dialect.encode(settings_, request);
    if (!encoded) co_return encoded.error();
    detail::CallOptions options;
    if (settings_.kind == detail::ProviderKind::bedrock) options.sign = sign;
    const auto decode = [this, dialect](const detail::HttpResponse& response) {
      return dialect.decode(settings_, response);
    };
    const auto reader = detail::read_answers<Completion>(options, decode);
    const auto outcome = co_await client_.send(std::move(*encoded), std::move(options));
    co_return reader->result_of(outcome, "test");
  }

 private:
  static detail::ProviderSettings settings_for(const ProviderOptions& options) {
    detail::ProviderChoice choice;
    choice.kind = options.kind;
    choice.model = options.model;
    return detail::resolve_settings(choice, options.environment, {}).value();
  }

  static std::shared_ptr<detail::HttpClient> client_for(asio::any_io_executor executor,
                                                        const ProviderServer& server,
                                                        std::size_t calls_in_flight) {
    detail::HttpClientOptions options;
    options.tls.ca_pem = server.ca_pem();
    options.calls_per_key = calls_in_flight;
    return detail::HttpClient::make(std::move(executor), std::move(options)).value();
  }

  static void sign(detail::HttpRequest& request) {
    const AskRules rules;
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    detail::sign_v4(request, rules.aws, {rules.region, "bedrock", now});
  }

  detail::ProviderSettings settings_;
  detail::RetryingClient client_;
};

}  // namespace wmh::testing
