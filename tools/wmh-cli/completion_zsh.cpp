#include "completion.hpp"

#include <fmt/format.h>

namespace wmh::cli {
namespace {

constexpr std::string_view head = R"sh(#compdef wmh
# Completion of wmh for zsh.
_wmh_value() { # the value that an option was given, else the second argument
  local at=${words[(I)$1]}
  (( at > 0 && at < $#words )) && REPLY=$words[at+1] || REPLY=$2
}
_wmh_models() {
  local REPLY; _wmh_value --root .wmh
  local -a found=($REPLY/models/*(N/:t))
  compadd -a found
}
_wmh_examples() {
  local REPLY; _wmh_value --examples-root examples
  local -a found=($REPLY/*/run.sh(N:h:t))
  compadd -a found
}
_wmh_suites() {
  local REPLY path; _wmh_value --examples-root examples
  local -a found
  for path in $REPLY/*/evals/*.toml(N); do
    found+=(${path:h:h:t}/${path:t:r})
  done
  compadd -a found
}
_wmh() {
  if (( CURRENT == 2 )); then
    local -a commands=(
)sh";

constexpr std::string_view tail = R"sh(  esac
}
if [[ $funcstack[1] == _wmh ]]; then _wmh "$@"; else compdef _wmh wmh; fi
)sh";

std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
      continue;
    }
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string offer_of(Offer offer, std::span<const std::string_view> choices) {
  if (!choices.empty()) return fmt::format("({})", fmt::join(choices, " "));
  switch (offer) {
    case Offer::nothing:
      return " ";
    case Offer::files:
      return "_files";
    case Offer::folders:
      return "_files -/";
    case Offer::models:
      return "_wmh_models";
    case Offer::suites:
      return "_wmh_suites";
    case Offer::examples:
      return "_wmh_examples";
    case Offer::commands:
      return fmt::format("({})", joined_first_words());
  }
  return " ";
}

void append_option(std::string& out, const Option& option) {
  for (const std::string& spelling : spellings(option)) {
    out += fmt::format(" \\\n        '{}{}[{}]", option.repeatable ? "*" : "", spelling,
                       escaped(option.help, "[]:\\"));
    if (option.takes != Takes::nothing)
      out += fmt::format(":{}:{}", option.placeholder, offer_of(option.offer, option.choices));
    out += "'";
  }
}

void append_command(std::string& out, const Command& command) {
  const bool two = command.name.find(' ') != std::string_view::npos;
  out += two ? fmt::format("    '{}')\n      shift 2 words; (( CURRENT -= 2 ))\n", command.name)
             : fmt::format("    '{} '*)\n      shift words; (( CURRENT -= 1 ))\n", command.name);
  if (const auto more = second_words(command.name); !more.empty())
    out += fmt::format("      (( CURRENT == 2 )) && compadd -- {}\n", fmt::join(more, " "));
  out += "      _arguments";
  for (const Option* option : command.options)
    append_option(out, *option);
  const Positional& wanted = command.positional;
  if (wanted.most > 0)
    out += fmt::format(" \\\n        '{}:{}:{}'", wanted.most > 1 ? "*" : "1", wanted.placeholder,
                       offer_of(wanted.offer, wanted.choices));
  out += " ;;\n";
}

}  // namespace

std::string zsh_completion() {
  std::string out(head);
  for (const FirstWord& first : first_words())
    out += fmt::format("      '{}:{}'\n", first.word, escaped(first.summary, ":\\"));
  out +=
      "    )\n    _describe command commands\n    return\n  fi\n"
      "  case \"$words[2] $words[3]\" in\n";
  for (const bool two : {true, false})  // "eval list" comes before "eval *"
    for (const Command* command : commands())
      if ((command->name.find(' ') != std::string_view::npos) == two) append_command(out, *command);
  for (const FirstWord& first : first_words())
    if (const auto more = second_words(first.word); !more.empty())
      out += fmt::format("    '{} '*) compadd -- {} ;;\n", first.word, fmt::join(more, " "));
  out += tail;
  return out;
}

}  // namespace wmh::cli
