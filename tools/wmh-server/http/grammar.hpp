#pragma once

#include <optional>
#include <string_view>

namespace wmh::server {

/// A character of a method or of a header's name (RFC 9110, 5.6.2).
bool is_token_character(char c) noexcept;
bool is_token(std::string_view text) noexcept;
/// What may stand in the value of a header: no control characters but the tab.
bool is_field_text(std::string_view text) noexcept;
bool same_ignoring_case(std::string_view a, std::string_view b) noexcept;
/// Without the spaces and tabs around it.
std::string_view trim(std::string_view text) noexcept;

struct FieldLine {
  std::string_view name{};
  std::string_view value{};
};

/// Takes a header's line, without its line end, apart; nullopt when it is not one, as when it
/// continues the line before it or has a space before its colon.
std::optional<FieldLine> read_field_line(std::string_view line) noexcept;

/// Takes the next member off a comma-separated list.
std::string_view next_member(std::string_view& list) noexcept;

}  // namespace wmh::server
