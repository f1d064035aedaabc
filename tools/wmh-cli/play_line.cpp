#include "play_line.hpp"

#include <wmh/json.hpp>

namespace wmh::cli {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The tool's name that `line` begins with; empty when it does not begin with one.
std::string_view leading_name(std::string_view line) {
  if (line.empty() || !is_letter(line.front())) return {};
  std::size_t end = 1;
  while (end < line.size() && (is_letter(line[end]) || (line[end] >= '0' && line[end] <= '9') ||
                               line[end] == '.' || line[end] == '_' || line[end] == '-'))
    ++end;
  return line.substr(0, end);
}

/// Up to the bracket that closes the first one; all of it when none does.
std::string_view first_balanced(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return text.substr(0, i + 1);
    }
  }
  return text;
}

PlayLine act(Action action) {
  return {PlayLine::Kind::act, std::move(action), {}};
}

PlayLine call(std::string_view name, std::string_view rest) {
  if (rest.empty()) return act(Action::tool_call(std::string(name)));
  auto arguments = parse_json(first_balanced(rest));
  if (!arguments) return {PlayLine::Kind::unreadable, {}, arguments.error().message()};
  if (!arguments->is_object())
    return {PlayLine::Kind::unreadable, {}, "the arguments must be an object: {\"key\": value}"};
  return act(Action::tool_call(std::string(name), std::move(arguments->get_object())));
}

}  // namespace

PlayLine parse_play_line(std::string_view line) {
  line = trim(line);
  if (line.empty()) return {};
  if (line == ":quit" || line == ":q" || line == ":exit") return {PlayLine::Kind::quit, {}, {}};
  if (line == ":help" || line == ":h") return {PlayLine::Kind::help, {}, {}};
  if (line == ":state") return {PlayLine::Kind::state, {}, {}};
  if (line == ":score") return {PlayLine::Kind::score, {}, {}};
  if (line == ":usage") return {PlayLine::Kind::usage, {}, {}};
  const std::string_view name = leading_name(line);
  const std::string_view rest = trim(line.substr(name.size()));
  const bool spaced = name.size() < line.size() && blanks.find(line[name.size()]) != blanks.npos;
  if (name == "say" && spaced) return act(Action::message(std::string(rest)));
  const bool arguments = rest.empty() || rest.front() == '{' || rest.front() == '[';
  if (!name.empty() && arguments) return call(name, rest);
  return act(Action::message(std::string(line)));
}

}  // namespace wmh::cli
