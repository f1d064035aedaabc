#pragma once

#include "providers/settings.hpp"
#include "providers/wire_json.hpp"

#include <memory>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Folds the events of a streamed answer into the body that would have come whole, so that one
/// decoder reads both. Events that it does not know are passed over.
class AnswerFold {
 public:
  virtual ~AnswerFold() = default;

  /// Takes the next event; gives the text that it adds to the answer.
  virtual std::string take(std::string_view name, const json::value& data) = 0;

  /// The part has come without which the answer is cut short.
  virtual bool whole() const noexcept = 0;

  /// The body so far.
  virtual json::object body() const = 0;
};

std::unique_ptr<AnswerFold> fold_anthropic();
std::unique_ptr<AnswerFold> fold_openai_chat();
std::unique_ptr<AnswerFold> fold_openai_responses();
std::unique_ptr<AnswerFold> fold_converse();
/// Anthropic's events, packed into those of Bedrock's InvokeModel.
std::unique_ptr<AnswerFold> fold_invoke_claude();

}  // namespace detail
WMH_END_NAMESPACE
