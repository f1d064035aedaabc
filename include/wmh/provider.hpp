#pragma once

#include <wmh/async.hpp>
#include <wmh/observer.hpp>
#include <wmh/types.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>

WMH_BEGIN_NAMESPACE

enum class Role { user, assistant };

struct Message {
  Role role = Role::user;
  std::string content{};
};

/// The tokens of a call, the same way for every provider: parts are counted in their whole.
struct TokenUsage {
  std::int64_t input_tokens = 0;             ///< The whole prompt.
  std::int64_t output_tokens = 0;            ///< The whole answer, hidden thoughts included.
  std::int64_t cache_read_tokens = 0;        ///< Of input_tokens: read from the provider's cache.
  std::int64_t cache_write_tokens = 0;       ///< Of input_tokens: written to that cache.
  std::int64_t long_cache_write_tokens = 0;  ///< Of cache_write_tokens: to be kept for an hour.
  std::int64_t reasoning_tokens = 0;  ///< Of output_tokens: thoughts, where they are counted.

  TokenUsage& operator+=(const TokenUsage& other) noexcept {
    input_tokens += other.input_tokens;
    output_tokens += other.output_tokens;
    cache_read_tokens += other.cache_read_tokens;
    cache_write_tokens += other.cache_write_tokens;
    long_cache_write_tokens += other.long_cache_write_tokens;
    reasoning_tokens += other.reasoning_tokens;
    return *this;
  }
  bool operator==(const TokenUsage&) const = default;
};

/// What a language model is asked. A class, so that it can be built inside a co_await expression.
class CompletionRequest {
 public:
  CompletionRequest() = default;
  CompletionRequest(std::string system_text, std::vector<Message> turns)
      : system(std::move(system_text)), messages(std::move(turns)) {}

  std::string system{};
  std::vector<Message> messages{};
  std::optional<double> temperature{};   ///< Empty: not sent. Many models refuse any value.
  std::optional<std::int64_t> seed{};    ///< Empty: not sent. Providers without one ignore it.
  std::optional<json::object> schema{};  ///< The answer is to be JSON that follows this schema.
  int max_tokens = 8192;                 ///< Of the answer, hidden thoughts included.
  bool keep_partial =
      false;  ///< JSON that is cut short is an answer (FinishReason::length), no error.
};

/// Why a model stopped.
enum class FinishReason {
  end,            ///< It was done.
  length,         ///< `max_tokens`, or the model's context, was used up: the text is cut short.
  stop_sequence,  ///< It came to a text that ends the answer.
  tool_call,      ///< It wants a tool to be called.
  refused,        ///< It, or a filter around it, will not answer; the text may be empty or partial.
  other           ///< See Completion::finish_word.
};
WMH_API std::string_view to_string(FinishReason reason) noexcept;

struct Completion {
  std::string text{};
  TokenUsage usage{};
  std::string model{};  ///< The model that answered.
  FinishReason finish = FinishReason::end;
  std::string finish_word{};   ///< The reason in the provider's own word.
  std::string refusal{};       ///< Why it refused, where the provider says.
  std::string request_id{};    ///< Names the call to the provider's support.
  bool usage_missing = false;  ///< The provider did not count: `usage` is nothing to go by.
};

/// A language model behind one call. Implement it with a coroutine; one object serves many calls at
/// once, from any thread.
class WMH_API Provider {
 public:
  virtual ~Provider();
  virtual std::string_view model() const noexcept = 0;
  virtual Task<Completion> complete(CompletionRequest request) = 0;
};

/// Environment variables by name.
using EnvironmentVariables = std::map<std::string, std::string, std::less<>>;
/// Those of this process, now.
WMH_API EnvironmentVariables process_environment();

/// Which language model, where it is, and what may prove who asks. What is empty comes from the
/// variables, else it is the kind's default (docs/providers.md).
struct ProviderOptions {
  std::string kind{};  ///< anthropic, openai, openai_responses, azure_openai (azure) or bedrock.
  std::string model{};
  std::string base_url{};  ///< Of a compatible server, such as http://127.0.0.1:8080/v1.
  std::string region{};
  std::string deployment{};
  std::string api_version{};
  std::string embed_model{};
  std::string reasoning_effort{};  ///< Empty: the model's own.
  std::string token_field{};       ///< max_tokens or max_completion_tokens.
  std::string schema_mode{};       ///< json_schema, json_object or prompt.
  std::string prompt_cache{};      ///< none, minutes or hour.
  EnvironmentVariables environment{};
  int attempts = 3;                               ///< Of each call, at most.
  std::chrono::milliseconds time_limit{600'000};  ///< Of each attempt; of a stream, its silences.
  std::size_t calls_in_flight = 16;               ///< At once; more wait for their turn.
  std::shared_ptr<Observer> observer{};           ///< Hears of every wait and fallback.
  /// A folder that keeps each call and what became of it as a JSON file, without credentials. It
  /// holds prompts and answers. Created where it is missing.
  std::filesystem::path record{};
  /// A folder that was recorded: calls are answered from it, without a connection and without
  /// keys. A request that was not recorded, or not so often, fails with errc::not_found.
  std::filesystem::path replay{};
};

/// A language model over HTTP. The calls may be made from any executor; the I/O runs on this one,
/// whose context must outlive the provider. The names in `config`, such as those that a model was
/// built with, stand behind the variables; nothing else of it is looked at. Fails with
/// errc::invalid_argument for names that are not known and for numbers below 1, and with
/// errc::unauthorized when a key is missing, naming its variable.
WMH_API Result<std::shared_ptr<Provider>> make_provider(asio::any_io_executor executor,
                                                        const ProviderOptions& options,
                                                        const ProviderOptions& config = {});

/// Asks the first provider, and the next one where it is refused, spent or unreachable: after
/// errc::unauthorized, provider_refused, rate_limited, network, timed_out, provider_unavailable and
/// not_found. The completion names the model that answered. The error of the last one asked holds;
/// any other error, such as invalid_argument, cancelled and budget_spent, ends the chain at once.
/// A provider that had no credentials or no quota is asked last for the next 60 seconds. Each move
/// is an Event "wmh.provider.fallback" (from, to, error.message). `chain` is not empty.
WMH_API std::shared_ptr<Provider> make_fallback_provider(
    std::vector<std::shared_ptr<Provider>> chain, std::shared_ptr<Observer> observer = {});

/// The model of a kind that is used when none is named; empty where models are the user's own.
WMH_API std::string_view default_model(std::string_view kind) noexcept;

/// US dollars for a million tokens of a model.
struct ModelPrice {
  std::string model{};
  std::int64_t above = 0;    ///< For calls whose prompt is longer than so many tokens.
  std::int64_t context = 0;  ///< Tokens that fit in; 0: not known.
  std::optional<double> input{};
  std::optional<double> cache_read{};
  std::optional<double> cache_write{};
  std::optional<double> output{};
};
/// The prices that are known and hold today, in the order of docs/providers.md.
WMH_API std::vector<ModelPrice> model_prices();

/// What a call cost in US dollars, by the prices in docs/providers.md; nullopt where they are not
/// known.
WMH_API std::optional<double> cost_in_usd(std::string_view model, const TokenUsage& usage);

WMH_END_NAMESPACE
