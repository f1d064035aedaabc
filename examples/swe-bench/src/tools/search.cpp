#include "tools/lines.hpp"
#include "tools/tools.hpp"
#include "workspace/text.hpp"

#include <cctype>
#include <memory>
#include <regex.h>

namespace swe {
namespace {

constexpr std::size_t most_matches = 40;
constexpr std::size_t most_pattern = 100;
constexpr std::size_t most_line = 200;

using Expression = std::unique_ptr<regex_t, void (*)(regex_t*)>;

/// Counts and back references are left out: they are what makes matching slow without bound.
bool bounded(std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{') return false;
    if (pattern[i] != '\\') continue;
    if (++i < pattern.size() && std::isdigit(static_cast<unsigned char>(pattern[i]))) return false;
  }
  return true;
}

Result<Expression> compile(const std::string& pattern) {
  if (!bounded(pattern))
    return refuse("\"pattern\" may not have counts or back references as a regex");
  Expression made(new regex_t{}, [](regex_t* each) {
    ::regfree(each);
    delete each;
  });
  if (::regcomp(made.get(), pattern.c_str(), REG_EXTENDED | REG_NOSUB) != 0)
    return refuse("\"{}\" is not a regex", pattern);
  return made;
}

bool matches(const Expression& expression, const std::string& pattern, std::string_view line) {
  if (!expression) return line.find(pattern) != std::string_view::npos;
  return ::regexec(expression.get(), std::string(line).c_str(), 0, nullptr, 0) == 0;
}

}  // namespace

Result<std::string> search(Workspace& workspace, const Search& wanted) {
  const std::string& pattern = wanted.pattern;
  if (pattern.empty()) return refuse("\"pattern\" is empty");
  if (pattern.size() > most_pattern || pattern.find('\0') != std::string::npos)
    return refuse("\"pattern\" must be a line of at most {} bytes", most_pattern);
  Expression expression(nullptr, [](regex_t*) {});
  if (wanted.regex.value_or(false)) {
    auto compiled = compile(pattern);
    if (!compiled) return std::move(compiled).error();
    expression = std::move(*compiled);
  }
  const auto files = workspace.files(wanted.path.value_or("."));
  if (!files) return files.error();
  std::string found;
  std::size_t count = 0;
  for (const std::string& file : *files) {
    const auto text = workspace.read(file);
    if (!text) continue;  // Too large, or not a text.
    std::size_t number = 0;
    for (const std::string_view line : lines_of(*text)) {
      ++number;
      if (matches(expression, pattern, line) && ++count <= most_matches)
        found += fmt::format("{}:{}: {}\n", file, number, beginning(line, most_line));
    }
  }
  if (count == 0)
    return fmt::format("No matches for \"{}\" in {} files.\n", pattern, files->size());
  if (count > most_matches) found += fmt::format("({} more)\n", count - most_matches);
  return found;
}

}  // namespace swe
