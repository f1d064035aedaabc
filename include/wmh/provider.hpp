#pragma once

#include <wmh/async.hpp>
#include <wmh/types.hpp>

#include <cstdint>

WMH_BEGIN_NAMESPACE

enum class Role { user, assistant };

struct Message {
  Role role = Role::user;
  std::string content{};
};

struct TokenUsage {
  std::int64_t input_tokens = 0;
  std::int64_t output_tokens = 0;
};

/// What a language model is asked. A class, so that it can be built inside a co_await expression.
class CompletionRequest {
 public:
  CompletionRequest() = default;
  CompletionRequest(std::string system_text, std::vector<Message> turns)
      : system(std::move(system_text)), messages(std::move(turns)) {}

  std::string system{};
  std::vector<Message> messages{};
  std::optional<double> temperature{};  ///< Empty: the provider's own default.
  int max_tokens = 8192;
};

struct Completion {
  std::string text{};
  TokenUsage usage{};
  std::string model{};  ///< The model that answered.
};

/// A language model behind one call. Implement it with a coroutine; one object serves many calls at
/// once, from any thread.
class WMH_API Provider {
 public:
  virtual ~Provider();
  virtual std::string_view model() const noexcept = 0;
  virtual Task<Completion> complete(CompletionRequest request) = 0;
};

WMH_END_NAMESPACE
