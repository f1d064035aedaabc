#include "providers/error_words.hpp"

#include "util/text.hpp"
#include "util/utf8.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// A word or a number as text; some servers write the code as a number.
std::string word_of(const json::value* value) {
  if (const auto number = count_of(value)) return std::to_string(*number);
  return std::string(text_of(value));
}

std::string first_of(const json::value* value, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    if (std::string word = word_of(member(value, key)); !word.empty()) return word;
  return {};
}

int status_in(const json::value* value) {
  for (const std::string_view key : {"status", "statusCode", "code"})
    if (const auto number = count_of(member(value, key)); number && *number >= 400 && *number < 600)
      return static_cast<int>(*number);
  return 0;
}

/// {"hate": {"filtered": true, "severity": "high"}, ...}: the first that struck.
std::string filter_in(const json::value* error) {
  const json::value* inner = member(error, "innererror");
  for (const std::string_view key : {"content_filter_result", "content_filter_results"})
    if (const json::value* filters = member(inner, key); filters && filters->is_object())
      for (const auto& [name, filter] : filters->get_object())
        if (const auto* struck = member(&filter, "filtered");
            struck && *struck == json::value(true))
          return std::string(name);
  return {};
}

void read_object(ErrorWords& words, const json::value* error) {
  words.code = first_of(error, {"code", "Code", "__type"});
  words.type = first_of(error, {"type"});
  words.message = first_of(error, {"message", "Message", "detail"});
  words.parameter = first_of(error, {"param"});
  words.filter = filter_in(error);
  words.status = status_in(error);
}

}  // namespace

ErrorWords read_error_words(const json::value& body) {
  const json::value* root = &body;
  if (const json::array& list = elements(root); !list.empty()) root = &list.front();
  ErrorWords words;
  const json::value* error = member(root, "error");
  if (error != nullptr && error->is_string())
    words.message = text_of(error);
  else
    read_object(words, error ? error : root);
  words.request_id = first_of(root, {"request_id"});
  return words;
}

ErrorWords read_error_words(std::string_view body) {
  const auto value = read_body(body);
  if (value && (value->is_object() || value->is_array())) return read_error_words(*value);
  ErrorWords words;
  words.message = trim(body);
  return words;
}

std::string printable(std::string_view message) {
  constexpr std::size_t most = 2048;
  std::string out;
  for (std::size_t at = 0; at < message.size() && out.size() < most;) {
    const char32_t c = next_code_point(message, at);
    const bool blank = c <= U' ' || (c >= 0x7f && c < 0xa0);
    if (!blank)
      append_utf8(out, c);
    else if (!out.empty() && !out.ends_with(' '))
      out += ' ';
  }
  while (out.ends_with(' '))
    out.pop_back();
  return out;
}

}  // namespace detail
WMH_END_NAMESPACE
