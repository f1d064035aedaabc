// Canonical JSON straight from text. A json::value holds integers of at most 64 bits; Python's have
// no bound, so their digits are copied here and never become a number.
#include <wmh/json.hpp>

#include "core/number_text.hpp"
#include "util/json_writer.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <fmt/format.h>

#include <map>

WMH_BEGIN_NAMESPACE
namespace {

/// Collects the canonical text of each value, innermost first.
class Handler {
 public:
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);
  using error_code = boost::system::error_code;
  using text = json::string_view;

  std::string result;

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return open(true); }
  bool on_array_begin(error_code&) { return open(false); }
  bool on_object_end(std::size_t, error_code&) { return close('{', '}'); }
  bool on_array_end(std::size_t, error_code&) { return close('[', ']'); }
  bool on_key_part(text part, std::size_t, error_code&) { return collect(part); }
  bool on_key(text part, std::size_t, error_code&) {
    levels_.back().key = std::exchange(pending_, {}).append(part);
    return true;
  }
  bool on_string_part(text part, std::size_t, error_code&) { return collect(part); }
  bool on_string(text part, std::size_t, error_code&) {
    std::string out;
    detail::append_json_string(out, pending_.append(part), true);
    pending_.clear();
    return emit(std::move(out));
  }
  bool on_number_part(text part, error_code&) { return collect(part); }
  bool on_int64(std::int64_t, text part, error_code&) { return number(part, 0); }
  bool on_uint64(std::uint64_t, text part, error_code&) { return number(part, 0); }
  bool on_double(double value, text part, error_code&) { return number(part, value); }
  bool on_bool(bool value, error_code&) { return emit(value ? "true" : "false"); }
  bool on_null(error_code&) { return emit("null"); }
  bool on_comment_part(text, error_code&) { return true; }
  bool on_comment(text, error_code&) { return true; }

 private:
  struct Level {
    bool object = false;
    std::string key{};
    std::map<std::string, std::string> members{};
    std::string items{};
  };

  bool open(bool object) {
    levels_.push_back({.object = object});
    return true;
  }

  bool close(char left, char right) {
    Level level = std::move(levels_.back());
    levels_.pop_back();
    std::string out(1, left);
    for (const auto& [key, value] : level.members) {
      if (out.size() > 1) out += ',';
      detail::append_json_string(out, key, true);
      out.append(":").append(value);
    }
    return emit(out.append(level.items) + right);
  }

  bool collect(text part) {
    pending_.append(part);
    return true;
  }

  bool number(text part, double value) {
    const std::string digits = std::exchange(pending_, {}).append(part);
    if (digits.find_first_of(".eE") == std::string::npos)
      return emit(digits == "-0" ? "0" : digits);
    std::string out;
    detail::append_double(out, detail::exact_double(digits, value));
    return emit(std::move(out));
  }

  bool emit(std::string value) {
    if (levels_.empty()) {
      result = std::move(value);
    } else if (Level& level = levels_.back(); level.object) {
      level.members[level.key] = std::move(value);
    } else {
      if (!level.items.empty()) level.items += ',';
      level.items += value;
    }
    return true;
  }

  std::vector<Level> levels_;
  std::string pending_;
};

}  // namespace

Result<std::string> canonical_json_text(std::string_view text) {
  json::parse_options options;
  options.max_depth = 512;
  json::basic_parser<Handler> parser(options);
  boost::system::error_code failure;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), failure);
  if (!failure && read < text.size()) failure = json::error::extra_data;
  if (failure)
    return Error(errc::invalid_argument,
                 fmt::format("not JSON: {} at byte {}", failure.message(), read));
  return std::move(parser.handler().result);
}

WMH_END_NAMESPACE
