#pragma once

#include <wmh/provider.hpp>

#include "providers/aws_sigv4.hpp"
#include "providers/settings.hpp"

namespace wmh::testing {

/// The APIs that providers have.
enum class Api { messages, chat, responses, embeddings, invoke, converse, titan, cohere };

/// What a request asks for, whatever API it speaks.
struct Asked {
  detail::ProviderKind kind = detail::ProviderKind::anthropic;
  Api api = Api::messages;
  std::string model{};  ///< On Azure the deployment.
  std::string system{};
  std::vector<Message> messages{};
  std::optional<json::object> schema{};
  std::int64_t max_tokens = 0;
  std::optional<double> temperature{};
  std::optional<std::int64_t> seed{};
  std::string effort{};  ///< Of the reasoning; empty when not set.

  std::vector<std::string> texts{};  ///< To be embedded; empty for completions.
  std::size_t dim = 0;               ///< Of the vectors; 0: the model's own.
  bool base64 = false;               ///< Vectors are wanted in base64.
  bool by_type = false;              ///< Vectors are wanted by their type.
};

/// Whom a server lets in, and where it is.
struct AskRules {
  std::string key = "test-key-0123456789";
  detail::AwsCredentials aws{"AKIDEXAMPLE", detail::Secret("test-secret-0123456789"), {}, {}};
  std::string region = "us-east-1";
  std::string prefix{};            ///< Before every path, such as "/gateway".
  std::chrono::sys_seconds now{};  ///< For the age of signatures; 0: the system's clock.
};

/// Understands a request as its provider does, and more strictly: it must name the provider's
/// address, prove who asks in one way, carry the headers that belong to it and no others, and have
/// a body without unknown, missing or mistyped members. Host and Content-Length are HTTP's: they
/// are not looked for. The error says what is wrong.
Result<Asked> read_asked(const detail::HttpRequest& request, const AskRules& rules);

}  // namespace wmh::testing
