#pragma once

#include "providers/wire_json.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// What the body of an error says, in whatever form it says it.
struct ErrorWords {
  std::string code{};  ///< The most precise word: OpenAI's code, AWS's exception.
  std::string type{};  ///< The broader word, where there are two.
  std::string message{};
  std::string parameter{};
  std::string request_id{};
  std::string filter{};  ///< The content filter that struck: "hate".
  int status = 0;        ///< A status inside the body: gateways send errors with status 200.
};

/// Reads the forms of the providers and of the gateways before them:
/// {"error": {...}}, {"error": "text"}, an array of one of these, {"message", "__type"}
/// (AWS), {"statusCode", "message"} (Azure's gateway), {"object": "error", "message"} (vLLM), text.
ErrorWords read_error_words(const json::value& body);
ErrorWords read_error_words(std::string_view body);

/// The message in a form to show: one line of printable text, at most 2 KiB.
std::string printable(std::string_view message);

}  // namespace detail
WMH_END_NAMESPACE
