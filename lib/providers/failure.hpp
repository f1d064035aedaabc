#pragma once

#include <wmh/error.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <variant>

WMH_BEGIN_NAMESPACE
namespace detail {

enum class FailureKind {
  authentication,   ///< The key is missing, wrong or expired.
  permission,       ///< The key is known, but may not do this.
  not_found,        ///< No such model, deployment or path.
  bad_request,      ///< The request can never work as it is.
  too_long,         ///< The prompt, or the body, is above the model's limit.
  refused,          ///< A content filter took the prompt.
  rate_limited,     ///< Too many requests or tokens in too short a time.
  overloaded,       ///< The provider has no room, or the model is being loaded.
  quota_exhausted,  ///< The account is out of money or quota: waiting does not help.
  server,           ///< The provider failed, or gave up.
  malformed         ///< The answer is not what the provider's documentation promises.
};
std::string_view to_string(FailureKind kind) noexcept;

/// Whether the same request may be sent again.
enum class Retry {
  never,
  once,
  yes,
  patiently  ///< It will pass, whenever that is: a model is being loaded.
};

/// What a provider said instead of an answer. Holds no secrets.
struct Failure {
  FailureKind kind = FailureKind::server;
  Retry retry = Retry::never;
  int status = 0;           ///< Of HTTP; 200 for a failure inside an answer.
  std::string code{};       ///< The provider's own word for it.
  std::string message{};    ///< The provider's sentence, at most 2 KiB, printable.
  std::string parameter{};  ///< The member of the request that it did not take, when known.
  std::string request_id{};
  std::string advice{};                                    ///< What to do.
  std::optional<std::chrono::milliseconds> retry_after{};  ///< As the message asks; headers apart.

  bool retryable() const noexcept { return retry != Retry::never; }
};

/// For callers outside: code, one sentence of everything above, and retry_after.
Error to_error(const Failure& failure, std::string_view provider);

/// Whether an Error is of to_error() and its account is out of money or quota, for which callers
/// outside have no code of its own.
bool is_quota_exhausted(const Error& error) noexcept;

/// A value or a Failure.
template <class T>
class [[nodiscard]] Outcome {
 public:
  Outcome(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Outcome(Failure failure) : state_(std::in_place_index<1>, std::move(failure)) {}

  explicit operator bool() const noexcept { return state_.index() == 0; }
  T& operator*() noexcept { return *std::get_if<0>(&state_); }
  const T& operator*() const noexcept { return *std::get_if<0>(&state_); }
  T* operator->() noexcept { return std::get_if<0>(&state_); }
  const T* operator->() const noexcept { return std::get_if<0>(&state_); }
  Failure& failure() noexcept { return *std::get_if<1>(&state_); }
  const Failure& failure() const noexcept { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Failure> state_;
};

}  // namespace detail
WMH_END_NAMESPACE
