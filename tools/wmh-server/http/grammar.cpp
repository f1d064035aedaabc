#include "http/grammar.hpp"

#include <algorithm>
#include <array>

namespace wmh::server {
namespace {

constexpr std::string_view token_marks = "!#$%&'*+-.^_`|~";

constexpr bool is_letter_or_digit(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

constexpr std::array<bool, 256> token_table = [] {
  std::array<bool, 256> table{};
  for (int c = 0; c < 128; ++c)
    table[static_cast<std::size_t>(c)] =
        is_letter_or_digit(static_cast<char>(c)) ||
        token_marks.find(static_cast<char>(c)) != std::string_view::npos;
  return table;
}();

constexpr char to_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool is_field_character(char c) noexcept {
  const auto code = static_cast<unsigned char>(c);
  return c == '\t' || (code >= 0x20 && code != 0x7f);
}

}  // namespace

bool is_token_character(char c) noexcept {
  return token_table[static_cast<unsigned char>(c)];
}

bool is_token(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

bool is_field_text(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), is_field_character);
}

bool same_ignoring_case(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return to_lower(x) == to_lower(y);
         });
}

std::string_view trim(std::string_view text) noexcept {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<FieldLine> read_field_line(std::string_view line) noexcept {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return std::nullopt;
  FieldLine field;
  field.name = line.substr(0, colon);
  field.value = trim(line.substr(colon + 1));
  if (!is_field_text(field.value)) return std::nullopt;
  return field;
}

std::string_view next_member(std::string_view& list) noexcept {
  const auto comma = list.find(',');
  const auto member = trim(list.substr(0, comma));
  list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  return member;
}

}  // namespace wmh::server
