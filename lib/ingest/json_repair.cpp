#include "ingest/json_repair.hpp"

#include "util/utf8.hpp"

#include <charconv>
#include <cstdint>
#include <optional>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

template <class Number>
bool fits(std::string_view token) noexcept {
  Number number{};
  const auto read = std::from_chars(token.data(), token.data() + token.size(), number);
  return read.ec == std::errc();
}

class Repair {
 public:
  explicit Repair(std::string_view text) : text_(text) { out_.reserve(text.size() + 16); }

  std::string run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"')
        string();
      else if ((c >= '0' && c <= '9') || c == '-' || c == 'N' || c == 'I')
        number();
      else
        out_ += c, ++at_;
    }
    return std::move(out_);
  }

 private:
  void string() {
    out_ += text_[at_++];
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\\') {
        escape();
      } else if (static_cast<unsigned char>(c) < 0x80) {
        out_ += c, ++at_;
        if (c == '"') return;
      } else {
        append_utf8(out_, next_code_point(text_, at_));
      }
    }
  }

  void escape() {
    const auto unit = code_unit(at_);
    if (!unit || *unit < 0xd800 || *unit > 0xdfff) {
      out_.append(text_.substr(at_, 2));
      at_ += 2;
      return;
    }
    const auto next = code_unit(at_ + 6);
    const bool pair = *unit < 0xdc00 && next && *next >= 0xdc00 && *next <= 0xdfff;
    out_.append(pair ? text_.substr(at_, 12) : "\\ufffd");
    at_ += pair ? 12 : 6;
  }

  /// The value of the \uXXXX at `position`.
  std::optional<unsigned> code_unit(std::size_t position) const noexcept {
    if (position > text_.size()) return std::nullopt;
    const std::string_view escape = text_.substr(position, 6);
    if (escape.size() < 6 || !escape.starts_with("\\u")) return std::nullopt;
    unsigned unit = 0;
    const auto read = std::from_chars(escape.data() + 2, escape.data() + 6, unit, 16);
    if (read.ptr != escape.data() + 6) return std::nullopt;
    return unit;
  }

  void number() {
    const auto end = text_.find_first_not_of(
        "+-.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", at_);
    const std::string_view token = text_.substr(at_, end - at_);
    at_ += token.size();
    const bool numeric = token.find_first_not_of("+-.0123456789eE") == std::string_view::npos;
    const bool whole = token.find_first_of(".eE") == std::string_view::npos;
    const bool too_long = whole && !fits<std::int64_t>(token) && !fits<std::uint64_t>(token);
    if (token == "NaN" || token == "Infinity" || token == "-Infinity")
      out_ += "null";
    else if (numeric && !fits<double>(token))
      out_ += out_of_range(token);
    else
      out_.append(token).append(numeric && too_long ? ".0" : "");
  }

  static std::string_view out_of_range(std::string_view token) noexcept {
    double number = 0;
    const auto read = std::from_chars(token.data(), token.data() + token.size(), number);
    if (read.ec != std::errc::result_out_of_range || read.ptr != token.data() + token.size())
      return token;
    const auto exponent = token.find_first_of("eE");
    const bool tiny = exponent != std::string_view::npos && token[exponent + 1] == '-';
    return tiny ? "0.0" : "null";
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string repair_json(std::string_view text) {
  return Repair(text).run();
}

}  // namespace detail
WMH_END_NAMESPACE
