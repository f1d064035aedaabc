#pragma once

#include "net/http_client.hpp"
#include "providers/failure.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// What a failure says about asking again; the headers apart.
RetryAdvice advice_of(const Failure& failure) noexcept;

/// Decodes each answer of a call once: for the decision whether to ask again, and for the result.
/// Not thread-safe: a call reads its answers one after another.
template <class T>
class AnswerReader {
 public:
  using Decode = std::function<Outcome<T>(const HttpResponse&)>;

  explicit AnswerReader(Decode decode) : decode_(std::move(decode)) {}

  /// For CallOptions::advise.
  RetryAdvice read(const HttpResponse& response) { return keep(decode_(response)); }

  /// Takes an answer that was decoded elsewhere for the last one.
  RetryAdvice keep(Outcome<T> answer) {
    last_ = std::move(answer);
    return *last_ ? RetryAdvice() : advice_of(last_->failure());
  }

  /// The last answer was this failure.
  bool has_failed_with(std::string_view code) const {
    return last_ && !*last_ && last_->failure().code == code;
  }

  /// What became of the call whose answers were read: the value in the last one, or an error with
  /// what to do.
  Result<T> result_of(const HttpOutcome& outcome, std::string_view provider) {
    if (!outcome.response) return outcome.response.error();
    if (*last_) return std::move(**last_);
    Failure& failure = last_->failure();
    failure.retry_after = outcome.advice.wait;
    return to_error(failure, provider);
  }

 private:
  Decode decode_;
  std::optional<Outcome<T>> last_{};
};

/// The reader of the answers of a call with these options.
template <class T>
std::shared_ptr<AnswerReader<T>> read_answers(CallOptions& options,
                                              typename AnswerReader<T>::Decode decode) {
  auto reader = std::make_shared<AnswerReader<T>>(std::move(decode));
  options.advise = [reader](const HttpResponse& response) {
    return reader->read(response);
  };
  return reader;
}

}  // namespace detail
WMH_END_NAMESPACE
