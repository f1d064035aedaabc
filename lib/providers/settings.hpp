#pragma once

#include "net/http_message.hpp"
#include "providers/secret.hpp"

#include <optional>

WMH_BEGIN_NAMESPACE
namespace detail {

enum class ProviderKind { anthropic, openai, openai_responses, azure_openai, bedrock };
std::string_view to_string(ProviderKind kind) noexcept;
/// By its name; "azure" is azure_openai.
std::optional<ProviderKind> provider_kind(std::string_view name) noexcept;

/// What Chat Completions calls the limit of the answer. Servers beside OpenAI know the old name.
enum class TokenField { max_completion_tokens, max_tokens };

/// How a schema is asked for: by the API's own field, as any JSON with the schema in the prompt,
/// or in the prompt alone.
enum class SchemaMode { json_schema, json_object, prompt };

/// How long the provider is asked to keep the system text; for those that want to be asked.
enum class PromptCache { none, minutes, hour };

/// Everything about a provider that does not change from call to call.
struct ProviderSettings {
  ProviderKind kind = ProviderKind::anthropic;
  std::string model{};
  std::string embed_model{};
  std::string base_url{};     ///< For OpenAI with /v1, for the others without.
  Secret key{};               ///< Empty: send none (local servers), or sign (Bedrock).
  bool bearer = false;        ///< The key is a token for "Authorization: Bearer" (OAuth, Entra ID).
  std::string region{};       ///< Of Bedrock.
  std::string deployment{};   ///< Of Azure; empty: named like the model.
  std::string api_version{};  ///< anthropic-version, or Azure's api-version; empty: the default.
  std::string reasoning_effort{};  ///< Empty: the model's own.
  std::string organization{};      ///< Of OpenAI, as `project`.
  std::string project{};
  HttpHeaders headers{};  ///< More headers to send.
  TokenField token_field = TokenField::max_completion_tokens;
  SchemaMode schema_mode = SchemaMode::json_schema;
  PromptCache prompt_cache = PromptCache::none;
  bool stream = false;             ///< Ask for the answer as a stream of events.
  bool base64_embeddings = false;  ///< Ask for vectors in base64: a quarter of the bytes.
};

}  // namespace detail
WMH_END_NAMESPACE
