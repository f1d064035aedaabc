// Byte-compatible with Python's json.dumps: the texts are embedded, hashed and compared with those
// of the Python original.
#include "util/json_writer.hpp"

#include "util/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

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

/// A quote, a backslash or a control character.
void append_special(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    case '\b':
      out += "\\b";
      break;
    case '\f':
      out += "\\f";
      break;
    default:
      append_escaped(out, static_cast<unsigned char>(c));
  }
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
  const auto is_plain = [ascii](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && c != '"' && c != '\\' && (byte < 0x7f || !ascii);
  };
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    while (i < text.size() && is_plain(text[i]))
      ++i;
    out.append(text, begin, i - begin);
    if (i == text.size()) break;
    if (static_cast<unsigned char>(text[i]) >= 0x7f)
      append_escaped(out, next_code_point(text, i));
    else
      append_special(out, text[i++]);
  }
  out += '"';
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
