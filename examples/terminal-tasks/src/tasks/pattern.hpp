#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace terminal {

/// What an agent took from answers, by name.
using Values = std::map<std::string, std::string, std::less<>>;

/// `text` with the value for each `%<name>`; nullopt when there is none for one of them.
std::optional<std::string> filled(std::string_view text, const Values& values);

/// Whether `pattern` is a regular expression (ECMAScript, `^` and `$` match at lines).
bool is_pattern(const std::string& pattern);

/// What the first group of `pattern` matches in `text`; what all of it matches when it has none.
std::optional<std::string> found(const std::string& pattern, const std::string& text);

/// A pattern that matches `text` and nothing else.
std::string literal(std::string_view text);

}  // namespace terminal
