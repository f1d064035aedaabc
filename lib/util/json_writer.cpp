// Byte-compatible with Python's json.dumps: the texts are embedded, hashed and compared with those
// of the Python original.
#include "util/json_writer.hpp"

#include "util/utf8.hpp"

#include <boost/container/small_vector.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <utility>

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
constexpr std::array<char, 256> short_escapes = [] {
  std::array<char, 256> escapes{};
  for (const char itself : {'"', '\\'})
    escapes[static_cast<unsigned char>(itself)] = itself;
  escapes['\n'] = 'n';
  escapes['\r'] = 'r';
  escapes['\t'] = 't';
  escapes['\b'] = 'b';
  escapes['\f'] = 'f';
  return escapes;
}();

bool is_plain(char c, bool ascii) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && c != '"' && c != '\\' && (byte < 0x7f || !ascii);
}

constexpr std::uint64_t in_each_byte(unsigned char byte) noexcept {
  return 0x0101010101010101U * byte;
}

/// The high bit of each byte that is `bound` (1 to 0x80) or more.
constexpr std::uint64_t at_least(std::uint64_t bytes, unsigned char bound) noexcept {
  const auto rest = static_cast<unsigned char>(0x80 - bound);
  return (((bytes & in_each_byte(0x7f)) + in_each_byte(rest)) | bytes) & in_each_byte(0x80);
}

constexpr std::uint64_t differ(std::uint64_t bytes, char from) noexcept {
  return at_least(bytes ^ in_each_byte(static_cast<unsigned char>(from)), 1);
}

/// The high bit of each byte that does not stand for itself.
constexpr std::uint64_t special_bytes(std::uint64_t bytes, bool ascii) noexcept {
  std::uint64_t plain = at_least(bytes, 0x20) & differ(bytes, '"') & differ(bytes, '\\');
  if (ascii) plain &= ~at_least(bytes, 0x7f);
  return ~plain & in_each_byte(0x80);
}

/// The first character is the lowest byte.
std::uint64_t load_eight(const char* from) noexcept {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, from, sizeof bytes);
  return std::endian::native == std::endian::little ? bytes : __builtin_bswap64(bytes);
}

void store_eight(char* to, std::uint64_t bytes) noexcept {
  if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
  std::memcpy(to, &bytes, sizeof bytes);
}

/// Writes eight characters and moves `to` behind them; up to seven bytes there are overwritten.
/// Returns how many were written: it stops before one that takes a number.
std::size_t escape_eight(const char* text, bool ascii, char*& to) noexcept {
  const std::uint64_t bytes = load_eight(text);
  std::size_t done = 0;
  for (std::uint64_t left = special_bytes(bytes, ascii); left != 0; left &= left - 1) {
    const auto place = static_cast<std::size_t>(std::countr_zero(left)) / 8;
    store_eight(to, bytes >> (8 * done));
    to += place - done;
    const char escape = short_escapes[static_cast<unsigned char>(text[place])];
    if (escape == '\0') return place;
    *to++ = '\\';
    *to++ = escape;
    done = place + 1;
  }
  if (done == 8) return done;
  store_eight(to, bytes >> (8 * done));
  to += 8 - done;
  return 8;
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
      boost::container::small_vector<const json::key_value_pair*, 16> members;
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
  // A call of append() for every few characters is slow: JSON in JSON has a quote every few.
  constexpr std::size_t room = 1024;
  char buffer[room + 2 * 8 + 7];
  char* to = buffer;
  const auto flush = [&] {
    out.append(buffer, static_cast<std::size_t>(std::exchange(to, buffer) - buffer));
  };
  *to++ = '"';
  for (std::size_t i = 0; i < text.size();) {
    if (to > buffer + room) flush();
    if (text.size() - i >= 8) {
      const std::size_t written = escape_eight(text.data() + i, ascii, to);
      i += written;
      if (written == 8) continue;
    }
    if (is_plain(text[i], ascii)) {
      *to++ = text[i++];
    } else if (const char escape = short_escapes[static_cast<unsigned char>(text[i])];
               escape != '\0') {
      *to++ = '\\';
      *to++ = escape;
      ++i;
    } else {
      flush();
      append_escaped(out, next_code_point(text, i));
    }
  }
  *to++ = '"';
  flush();
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
