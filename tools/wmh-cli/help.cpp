#include "help.hpp"

#include "console.hpp"
#include "text.hpp"

#include <fmt/format.h>

namespace wmh::cli {
namespace {

constexpr std::size_t page_width = 80;

/// A term on the left, its text on the right, wrapped.
void append_entry(std::string& out, std::string_view term, std::string_view text,
                  std::size_t column) {
  const std::string indent(column, ' ');
  out += pad_right(fmt::format("  {}", term), column - 2);
  const bool fits = display_width(term) + 4 <= column;
  out += fits ? "  " : "\n" + indent;
  const auto lines = wrap(text, page_width - column);
  for (std::size_t i = 0; i < lines.size(); ++i)
    out += (i == 0 ? "" : indent) + lines[i] + "\n";
}

std::string term_of(const Option& option) {
  std::string term = fmt::format("--{}", option.name);
  if (option.negatable) term += fmt::format(", --no-{}", option.name);
  if (!option.placeholder.empty()) term += fmt::format(" {}", option.placeholder);
  return term;
}

std::string meaning_of(const Option& option) {
  std::string text(option.help);
  if (option.choices.size() > 1)
    text += fmt::format(" One of {}.", fmt::join(option.choices, ", "));
  if (option.repeatable) text += " May be given again.";
  if (!option.fallback.empty()) text += fmt::format(" [default: {}]", option.fallback);
  return text;
}

void append_options(std::string& out, const Command& command) {
  out += "\noptions:\n";
  for (const Option* option : command.options)
    append_entry(out, term_of(*option), meaning_of(*option), 28);
}

void append_examples(std::string& out, const Command& command) {
  if (command.examples.empty()) return;
  out += "\nexamples:\n";
  for (const Example& example : command.examples) {
    out += fmt::format("  {}\n", example.line);
    for (const std::string& line : wrap(example.meaning, page_width - 6))
      out += fmt::format("      {}\n", line);
  }
}

std::string argument_term(const Positional& positional) {
  if (positional.placeholder.empty()) return "";
  const std::string_view more = positional.most > 1 ? "..." : "";
  const char* shape = positional.least > 0 ? " {}{}" : " [{}{}]";
  return fmt::format(fmt::runtime(shape), positional.placeholder, more);
}

void append_commands(std::string& out, const std::vector<const Command*>& group) {
  for (const Command* command : group)
    append_entry(out, command->name, command->summary, 22);
}

}  // namespace

std::string usage_line(const Command& command) {
  const std::string rest = command.positional.rest ? " [-- ARGUMENT...]" : "";
  return fmt::format("wmh {} [options]{}{}", command.name, argument_term(command.positional), rest);
}

std::string help_text(const Command& command) {
  std::string out =
      fmt::format("wmh {}: {}\n\nusage: {}\n", command.name, command.summary, usage_line(command));
  if (!command.details.empty()) {
    out += "\n";
    for (const std::string& line : wrap(command.details, page_width))
      out += line + "\n";
  }
  if (!command.positional.placeholder.empty()) {
    out += "\narguments:\n";
    append_entry(out, command.positional.placeholder, command.positional.help, 28);
  }
  append_options(out, command);
  append_examples(out, command);
  if (const auto more = commands_of(command.name); !more.empty()) {
    out += "\nmore commands:\n";
    append_commands(out, more);
  }
  return out;
}

std::string overview_text() {
  std::string out =
      "wmh: world models of agent environments, learned from traces\n\n"
      "usage: wmh COMMAND [options] [arguments]\n\ncommands:\n";
  append_commands(out, {commands().begin(), commands().end()});
  out +=
      "\nEvery command takes --help; most take --root FOLDER, --json and --quiet.\n"
      "Exit codes: 0 done, 1 failed, 2 the command line cannot work.\n\n"
      "begin with:\n"
      "  wmh build --name airline traces.otel.jsonl\n"
      "  wmh play --name airline\n"
      "  wmh help build";
  return out;
}

const Command* find_command(std::string_view name) {
  for (const Command* command : commands())
    if (command->name == name) return command;
  return nullptr;
}

std::vector<const Command*> commands_of(std::string_view group) {
  std::vector<const Command*> found;
  for (const Command* command : commands())
    if (command->name.size() > group.size() && command->name.starts_with(group) &&
        command->name[group.size()] == ' ')
      found.push_back(command);
  return found;
}

bool show_help(Console& console, std::string_view name) {
  std::string text;
  if (const Command* command = find_command(name)) {
    text = help_text(*command);
  } else {
    for (const Command* each : commands_of(name))
      text += (text.empty() ? "" : "\n") + help_text(*each);
  }
  if (text.empty()) return false;
  text.pop_back();  // console.text() ends the line
  console.text(text);
  return true;
}

}  // namespace wmh::cli
