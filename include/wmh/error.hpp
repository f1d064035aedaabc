#pragma once

#include <wmh/export.hpp>
#include <wmh/version.hpp>

#include <boost/system/error_code.hpp>

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

WMH_BEGIN_NAMESPACE

/// What went wrong, coarse enough to branch on. Numbers are stable; new ones go at the end.
enum class errc {
  internal = 1,          ///< A defect in libwmh or a plug-in; please report it.
  invalid_argument,      ///< The caller passed something that can never work.
  not_found,             ///< No such model, session, file or route.
  corrupt_artifact,      ///< A model directory does not hold what it should.
  bad_trace,             ///< A trace file could not be understood.
  session_busy,          ///< Another step of this session is still running.
  cancelled,             ///< The caller cancelled the operation.
  timed_out,             ///< A deadline passed.
  network,               ///< Could not reach, or lost, the other side.
  unauthorized,          ///< The provider refused the credentials.
  rate_limited,          ///< The provider asks us to slow down; see Error::retry_after().
  provider_refused,      ///< The provider understood and said no (bad request, content filter).
  provider_unavailable,  ///< The provider failed on its side (5xx, overloaded).
  limit_reached,         ///< A bound of ours, such as the number of sessions; raise it or wait.
  io,                    ///< The file system said no: permission, space, a missing folder.
  budget_spent           ///< A spending limit of the caller's is reached; nothing was sent.
};

WMH_API const boost::system::error_category& error_category() noexcept;

inline boost::system::error_code make_error_code(errc e) noexcept {
  return {static_cast<int>(e), error_category()};
}

WMH_END_NAMESPACE
template <>
struct boost::system::is_error_code_enum<wmh::errc> : std::true_type {};
WMH_BEGIN_NAMESPACE

/// A failure: a code to branch on and a message that says what to do about it.
class Error {
 public:
  Error(boost::system::error_code code, std::string message)
      : code_(code), message_(std::move(message)) {}
  Error(errc code, std::string message) : Error(make_error_code(code), std::move(message)) {}

  boost::system::error_code code() const noexcept { return code_; }
  const std::string& message() const noexcept { return message_; }

  /// How long the other side asked us to wait, when it did.
  std::optional<std::chrono::milliseconds> retry_after() const noexcept { return retry_after_; }
  Error&& with_retry_after(std::chrono::milliseconds wait) && noexcept {
    retry_after_ = wait;
    return std::move(*this);
  }

  /// Puts "where: " in front of the message, for errors that travel up a layer.
  Error&& in(std::string_view where) && {
    message_.insert(0, ": ").insert(0, where);
    return std::move(*this);
  }

 private:
  boost::system::error_code code_;
  std::string message_;
  std::optional<std::chrono::milliseconds> retry_after_;
};

/// Thrown by Result::value() and by nothing else in libwmh.
class WMH_API Exception : public std::runtime_error {
 public:
  explicit Exception(Error error) : std::runtime_error(error.message()), error_(std::move(error)) {}
  const Error& error() const noexcept { return error_; }

 private:
  Error error_;
};

/// A value or an Error, with the names of std::expected. Every call that can fail returns one.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  using error_type = Error;

  /// An empty result is an error (Asio's co_spawn needs one; nobody else should).
  Result() : Result(Error(errc::internal, "empty Result")) {}
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// The value; throws Exception when there is none.
  T& value() & { return check(), **this; }
  const T& value() const& { return check(), **this; }
  T&& value() && { return check(), std::move(**this); }

  /// The value; undefined when there is none.
  T& operator*() & noexcept { return *std::get_if<0>(&state_); }
  const T& operator*() const& noexcept { return *std::get_if<0>(&state_); }
  T&& operator*() && noexcept { return std::move(*std::get_if<0>(&state_)); }
  T* operator->() noexcept { return std::get_if<0>(&state_); }
  const T* operator->() const noexcept { return std::get_if<0>(&state_); }

  /// The error; undefined when there is none.
  Error& error() & noexcept { return *std::get_if<1>(&state_); }
  const Error& error() const& noexcept { return *std::get_if<1>(&state_); }
  Error&& error() && noexcept { return std::move(*std::get_if<1>(&state_)); }

 private:
  void check() const {
    if (const Error* e = std::get_if<1>(&state_)) throw Exception(*e);
  }
  std::variant<T, Error> state_;
};

/// For operations that return nothing but can fail.
using Done = std::monostate;

WMH_END_NAMESPACE
