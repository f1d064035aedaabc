// Byte-compatible with Python's json.dumps: the texts are embedded, hashed and compared with those
// of the Python original.
#include "util/json_writer.hpp"

#include "util/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

void append_escaped(std::string& out, char32_t code_point) {
  if (code_point < 0x10000) {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(code_point));
    return;
  }
  const auto offset = static_cast<unsigned>(code_point) - 0x10000;
  fmt::format_to(std::back_inserter(out), "\\u{:04x}\\u{:04x}", 0xd800 + (offset >> 10),
                 0xdc00 + (offset & 0x3ff));
}

/// What stands behind the backslash for a quote, a backslash or a control character; 0 if it takes
/// a number.
constexpr char short_escape(char c) noexcept {
  switch (c) {
    case '"':
    case '\\':
      return c;
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    default:
      return 0;
  }
}

constexpr std::uint64_t in_each_byte(unsigned char byte) noexcept {
  return 0x0101010101010101U * byte;
}

/// The high bit of each byte that is below `bound` (at most 0x80); those behind the first may be
/// wrong.
constexpr std::uint64_t below(std::uint64_t bytes, unsigned char bound) noexcept {
  return (bytes - in_each_byte(bound)) & ~bytes & in_each_byte(0x80);
}

constexpr std::uint64_t equal(std::uint64_t bytes, char to) noexcept {
  return below(bytes ^ in_each_byte(static_cast<unsigned char>(to)), 1);
}

bool is_plain(char c, bool ascii) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && c != '"' && c != '\\' && (byte < 0x7f || !ascii);
}

/// How many of the first eight characters stand for themselves up to the first that does not.
/// Reads all eight: texts of JSON in JSON have a quote every few characters.
std::size_t plain_of_eight(const char* text, bool ascii) noexcept {
  if constexpr (std::endian::native != std::endian::little) {
    return static_cast<std::size_t>(
        std::find_if(text, text + 8, [=](char c) { return !is_plain(c, ascii); }) - text);
  }
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, text, sizeof bytes);
  std::uint64_t special = below(bytes, 0x20) | equal(bytes, '"') | equal(bytes, '\\');
  if (ascii) special |= (bytes & in_each_byte(0x80)) | equal(bytes, 0x7f);
  return static_cast<std::size_t>(std::countr_zero(special)) / 8;
}

/// Copies the text up to the first character that does not stand for itself, or until the room of
/// `most` characters is used up; returns how many characters that was. Up to seven behind them in
/// `to` are overwritten.
std::size_t copy_plain(std::string_view text, bool ascii, char* to, std::size_t most) noexcept {
  std::size_t copied = 0;
  while (text.size() - copied >= 8 && copied < most) {
    std::memcpy(to + copied, text.data() + copied, 8);
    const std::size_t plain = plain_of_eight(text.data() + copied, ascii);
    copied += plain;
    if (plain < 8) return copied;
  }
  while (copied < text.size() && copied < most && is_plain(text[copied], ascii)) {
    to[copied] = text[copied];
    ++copied;
  }
  return copied;
}

class Writer {
 public:
  Writer(std::string& out, JsonStyle style) : out_(out), style_(style) {}

  void write(const json::value& value) {
    switch (value.kind()) {
      case json::kind::null:
        out_ += "null";
        break;
      case json::kind::bool_:
        out_ += value.get_bool() ? "true" : "false";
        break;
      case json::kind::int64:
        out_ += std::to_string(value.get_int64());
        break;
      case json::kind::uint64:
        out_ += std::to_string(value.get_uint64());
        break;
      case json::kind::double_:
        append_double(out_, value.get_double());
        break;
      case json::kind::string:
        append_json_string(out_, value.get_string(), style_.ascii);
        break;
      case json::kind::array:
        write_array(value.get_array());
        break;
      case json::kind::object:
        write_object(value.get_object());
        break;
    }
  }

  void write_object(const json::object& object) {
    out_ += '{';
    bool first = true;
    if (style_.sort_keys) {
      std::vector<const json::key_value_pair*> members;
      for (const auto& member : object)
        members.push_back(&member);
      std::sort(members.begin(), members.end(),
                [](const auto* a, const auto* b) { return a->key() < b->key(); });
      for (const auto* member : members)
        write_member(*member, first);
    } else {
      for (const auto& member : object)
        write_member(member, first);
    }
    out_ += '}';
  }

 private:
  void separate(bool& first) {
    if (!first) out_ += style_.spaced ? ", " : ",";
    first = false;
  }

  void write_array(const json::array& array) {
    out_ += '[';
    bool first = true;
    for (const json::value& item : array) {
      separate(first);
      write(item);
    }
    out_ += ']';
  }

  void write_member(const json::key_value_pair& member, bool& first) {
    separate(first);
    append_json_string(out_, member.key(), style_.ascii);
    out_ += style_.spaced ? ": " : ":";
    write(member.value());
  }

  std::string& out_;
  JsonStyle style_;
};

}  // namespace

void append_json(std::string& out, const json::value& value, JsonStyle style) {
  Writer(out, style).write(value);
}

void append_json(std::string& out, const json::object& object, JsonStyle style) {
  Writer(out, style).write_object(object);
}

void append_json_string(std::string& out, std::string_view text, bool ascii) {
  // A call of append() for every few characters is slow.
  constexpr std::size_t room = 1024;
  char buffer[room + 16];
  std::size_t used = 0;
  buffer[used++] = '"';
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t plain = copy_plain(text.substr(i), ascii, buffer + used, room - used);
    used += plain;
    i += plain;
    const char escape = i < text.size() ? short_escape(text[i]) : '\0';
    if (escape != 0) {
      buffer[used++] = '\\';
      buffer[used++] = escape;
      ++i;
    }
    const bool is_number = escape == 0 && i < text.size() && !is_plain(text[i], ascii);
    if (used < room && !is_number) continue;
    out.append(buffer, used);
    used = 0;
    if (is_number) append_escaped(out, next_code_point(text, i));
  }
  buffer[used++] = '"';
  out.append(buffer, used);
}

void append_double(std::string& out, double number) {
  if (std::isnan(number)) return void(out += "NaN");
  if (std::isinf(number)) return void(out += number < 0 ? "-Infinity" : "Infinity");
  char buffer[32];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::scientific).ptr;
  const std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
  const auto mark = text.find('e');
  std::string digits(text.substr(0, mark));
  if (digits.front() == '-') out += '-', digits.erase(0, 1);
  std::erase(digits, '.');
  int exponent = 0;
  const std::string_view power = text.substr(mark + 1 + (text[mark + 1] == '+' ? 1 : 0));
  std::from_chars(power.data(), power.data() + power.size(), exponent);

  const int count = static_cast<int>(digits.size());
  if (exponent < -4 || exponent >= 16) {
    out += digits[0];
    if (count > 1) out.append(".").append(digits, 1);
    fmt::format_to(std::back_inserter(out), "e{}{:02}", exponent < 0 ? '-' : '+',
                   std::abs(exponent));
  } else if (exponent < 0) {
    out.append("0.").append(static_cast<std::size_t>(-exponent - 1), '0').append(digits);
  } else if (count <= exponent + 1) {
    out.append(digits).append(static_cast<std::size_t>(exponent + 1 - count), '0').append(".0");
  } else {
    const auto whole = static_cast<std::size_t>(exponent + 1);
    out.append(digits, 0, whole).append(".").append(digits, whole);
  }
}

}  // namespace detail
WMH_END_NAMESPACE
