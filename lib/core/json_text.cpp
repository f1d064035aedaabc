#include <wmh/json.hpp>

#include "core/number_text.hpp"
#include "util/file.hpp"
#include "util/json_writer.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace {

/// Builds a value from parser events, as json::parser does, but with exact doubles.
class ValueHandler {
 public:
  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();
  using error_code = boost::system::error_code;
  using text = json::string_view;

  ValueHandler() { stack_.reset(); }
  json::value release() { return stack_.release(); }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return true; }
  bool on_object_end(std::size_t count, error_code&) { return stack_.push_object(count), true; }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t count, error_code&) { return stack_.push_array(count), true; }
  bool on_key_part(text part, std::size_t, error_code&) { return stack_.push_chars(part), true; }
  bool on_key(text part, std::size_t, error_code&) { return stack_.push_key(part), true; }
  bool on_string_part(text part, std::size_t, error_code&) { return stack_.push_chars(part), true; }
  bool on_string(text part, std::size_t, error_code&) { return stack_.push_string(part), true; }
  bool on_number_part(text part, error_code&) { return number_.append(part), true; }
  bool on_int64(std::int64_t number, text, error_code&) {
    number_.clear();
    return stack_.push_int64(number), true;
  }
  bool on_uint64(std::uint64_t number, text, error_code&) {
    number_.clear();
    return stack_.push_uint64(number), true;
  }
  bool on_double(double rough, text part, error_code&) {
    stack_.push_double(detail::exact_double(number_.append(part), rough));
    number_.clear();
    return true;
  }
  bool on_bool(bool value, error_code&) { return stack_.push_bool(value), true; }
  bool on_null(error_code&) { return stack_.push_null(), true; }
  bool on_comment_part(text, error_code&) { return true; }
  bool on_comment(text, error_code&) { return true; }

 private:
  json::value_stack stack_;
  std::string number_;
};

}  // namespace

Result<json::value> parse_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = 512;
  json::basic_parser<ValueHandler> parser(options);
  boost::system::error_code failure;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), failure);
  if (!failure && read < text.size()) failure = json::error::extra_data;
  if (failure)
    return Error(errc::invalid_argument,
                 fmt::format("not JSON: {} at byte {}", failure.message(), read));
  return parser.handler().release();
}

std::string to_text(const json::value& value) {
  std::string out;
  detail::append_json(out, value, {});
  return out;
}

Result<Done> write_json(const std::filesystem::path& file, const json::value& value) {
  return detail::write_file_atomic(file, to_text(value) + "\n");
}

std::string canonical_json(const json::value& value) {
  std::string out;
  detail::append_json(out, value, {.sort_keys = true, .ascii = true});
  return out;
}

std::string canonical_json(const json::object& object) {
  std::string out;
  detail::append_json(out, object, {.sort_keys = true, .ascii = true});
  return out;
}

WMH_END_NAMESPACE
