#include "util/loose_json.hpp"

#include <wmh/json.hpp>

#include "util/utf8.hpp"

#include <charconv>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

bool is_blank(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The character that a backslash before `c` stands for; 0 where it stands for nothing.
char unescaped(char c) noexcept {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case '"':
    case '\\':
    case '/':
    case '\'':
      return c;
    default:
      return 0;
  }
}

bool is_high_surrogate(char32_t unit) noexcept {
  return unit >= 0xd800 && unit < 0xdc00;
}

bool is_low_surrogate(char32_t unit) noexcept {
  return unit >= 0xdc00 && unit < 0xe000;
}

}  // namespace

LooseJson::Outcome LooseJson::object(json::object& out, int depth) {
  if (depth == max_depth || !skip_to('{')) return Outcome::bad;
  for (;;) {
    if (at_end()) return Outcome::cut;
    if (skip_to('}')) return Outcome::whole;
    if (const Outcome read = member(out, depth); read != Outcome::whole) return read;
    if (const Outcome read = separator('}'); read != Outcome::whole) return read;
  }
}

LooseJson::Outcome LooseJson::member(json::object& out, int depth) {
  std::string key;
  if (!skip_to('"')) return Outcome::bad;
  if (const Outcome read = string(key); read != Outcome::whole) return read;
  if (at_end()) return Outcome::cut;
  if (!skip_to(':')) return Outcome::bad;
  json::value member;
  const Outcome read = value(member, depth);
  if (read == Outcome::whole) out.insert_or_assign(key, std::move(member));
  if (read == Outcome::cut && depth == 0) cut_key_ = std::move(key);
  return read;
}

LooseJson::Outcome LooseJson::array(json::array& out, int depth) {
  if (depth == max_depth || !skip_to('[')) return Outcome::bad;
  for (;;) {
    if (at_end()) return Outcome::cut;
    if (skip_to(']')) return Outcome::whole;
    json::value element;
    if (const Outcome read = value(element, depth); read != Outcome::whole) return read;
    out.push_back(std::move(element));
    if (const Outcome read = separator(']'); read != Outcome::whole) return read;
  }
}

LooseJson::Outcome LooseJson::value(json::value& out, int depth) {
  if (at_end()) return Outcome::cut;
  switch (text_[position_]) {
    case '{':
      return object(out.emplace_object(), depth + 1);
    case '[':
      return array(out.emplace_array(), depth + 1);
    case '"':
      return string_value(out, depth);
    default:
      return word(out);
  }
}

LooseJson::Outcome LooseJson::string_value(json::value& out, int depth) {
  std::string read;
  ++position_;
  const Outcome outcome = string(read);
  if (outcome == Outcome::cut && depth == 0) cut_string_ = std::move(read);
  if (outcome == Outcome::whole) out.emplace_string().assign(read);
  return outcome;
}

LooseJson::Outcome LooseJson::word(json::value& out) {
  const std::size_t begin = position_;
  while (position_ < text_.size() && !is_blank(text_[position_]) &&
         std::string_view(",:{}[]\"").find(text_[position_]) == std::string_view::npos)
    ++position_;
  const std::string_view token = text_.substr(begin, position_ - begin);
  // The last word of a text may lack its end, as 0.2 of 0.25.
  if (position_ == text_.size()) return Outcome::cut;
  if (token == "True" || token == "False") {
    out = token == "True";
  } else if (token != "None") {
    auto parsed = parse_json(token);
    if (!parsed) return Outcome::bad;
    const bool beyond = parsed->is_double() && !std::isfinite(parsed->get_double());
    if (!beyond) out = std::move(*parsed);
  }
  return Outcome::whole;
}

LooseJson::Outcome LooseJson::string(std::string& out) {
  while (position_ < text_.size()) {
    const char c = text_[position_];
    if (c == '"') return ++position_, Outcome::whole;
    if (c == '\\') {
      if (const Outcome read = escape(out); read != Outcome::whole) return read;
    } else {
      append_utf8(out, next_code_point(text_, position_));
    }
  }
  return Outcome::cut;
}

LooseJson::Outcome LooseJson::escape(std::string& out) {
  ++position_;
  if (position_ == text_.size()) return Outcome::cut;
  const char c = text_[position_];
  if (c == 'u') return ++position_, unicode_escape(out);
  if (const char meant = unescaped(c)) {
    out += meant;
    ++position_;
  } else {
    out += '\\';  // as in a regular expression whose backslashes were not doubled
  }
  return Outcome::whole;
}

LooseJson::Outcome LooseJson::unicode_escape(std::string& out) {
  char32_t code = 0;
  if (const Outcome read = hex_digits(code); read != Outcome::whole) return read;
  if (is_high_surrogate(code)) {
    const std::string_view rest = text_.substr(position_);
    if (rest.size() < 2 && std::string_view("\\u").starts_with(rest)) return Outcome::cut;
    const std::size_t after = position_;
    char32_t low = 0;
    if (rest.starts_with("\\u")) {
      position_ += 2;
      if (const Outcome read = hex_digits(low); read != Outcome::whole) return read;
    }
    if (is_low_surrogate(low))
      code = 0x10000 + ((code - 0xd800) << 10 | (low - 0xdc00));
    else
      position_ = after;
  }
  const bool lone = is_high_surrogate(code) || is_low_surrogate(code);
  append_utf8(out, lone ? char32_t{0xfffd} : code);
  return Outcome::whole;
}

LooseJson::Outcome LooseJson::hex_digits(char32_t& unit) {
  const std::string_view digits = text_.substr(position_, 4);
  std::uint32_t number = 0;
  const auto [end, failure] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
  if (end != digits.data() + digits.size()) return Outcome::bad;
  if (digits.size() < 4) return Outcome::cut;
  unit = number;
  position_ += 4;
  return Outcome::whole;
}

LooseJson::Outcome LooseJson::separator(char closing) {
  if (at_end()) return Outcome::cut;
  const bool more = skip_to(',');
  return more || text_[position_] == closing ? Outcome::whole : Outcome::bad;
}

/// Past this character, if it is the next one that is not blank.
bool LooseJson::skip_to(char wanted) noexcept {
  if (at_end() || text_[position_] != wanted) return false;
  ++position_;
  return true;
}

/// Whether nothing but blanks is left; skips them.
bool LooseJson::at_end() noexcept {
  while (position_ < text_.size() && is_blank(text_[position_]))
    ++position_;
  return position_ == text_.size();
}

}  // namespace detail
WMH_END_NAMESPACE
