#include "completion.hpp"

#include <fmt/format.h>

namespace wmh::cli {
namespace {

constexpr std::string_view head = R"sh(# Completion of wmh for bash.
_wmh_words() { # those of its arguments that begin like the current word
  local word quoted
  for word in "$@"; do
    [[ $word == "$cur"* ]] && printf -v quoted %q "$word" && COMPREPLY+=("$quoted")
  done
}
_wmh_files() { compopt -o default; }
_wmh_folders() { compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$cur"); }
_wmh_models() {
  local path
  for path in "$root"/models/*/; do
    path=${path%/}
    [[ -d $path ]] && _wmh_words "${path##*/}"
  done
}
_wmh_examples() {
  local path
  for path in "$examples"/*/run.sh; do
    [[ -e $path ]] && path=${path%/run.sh} && _wmh_words "${path##*/}"
  done
}
_wmh_suites() {
  local path
  for path in "$examples"/*/evals/*.toml; do
    [[ -e $path ]] && path=${path#"$examples"/} && path=${path%.toml} &&
      _wmh_words "${path/\/evals\//\/}"
  done
}
_wmh() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
  local root=.wmh examples=examples first='' second='' i
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${COMP_WORDS[i]} in
      --root) root=${COMP_WORDS[++i]} ;;
      --examples-root) examples=${COMP_WORDS[++i]} ;;
      -*) ;;
      *) if [[ -z $first ]]; then first=${COMP_WORDS[i]}; else second=${second:-${COMP_WORDS[i]}}; fi ;;
    esac
  done
  COMPREPLY=()
  case "$first $second" in
)sh";

constexpr std::string_view tail = R"sh(  esac
}
complete -F _wmh wmh
)sh";

std::string offer_of(Offer offer, std::span<const std::string_view> choices) {
  if (!choices.empty()) return fmt::format("_wmh_words {}", fmt::join(choices, " "));
  switch (offer) {
    case Offer::nothing:
      return ":";
    case Offer::files:
      return "_wmh_files";
    case Offer::folders:
      return "_wmh_folders";
    case Offer::models:
      return "_wmh_models";
    case Offer::suites:
      return "_wmh_suites";
    case Offer::examples:
      return "_wmh_examples";
    case Offer::commands:
      return fmt::format("_wmh_words {}", joined_first_words());
  }
  return ":";
}

std::string options_of(const Command& command) {
  std::vector<std::string> all;
  for (const Option* option : command.options)
    for (std::string& each : spellings(*option))
      all.push_back(std::move(each));
  return fmt::format("_wmh_words {}", fmt::join(all, " "));
}

/// What to offer where neither an option nor the value of one is wanted.
std::string arguments_of(const Command& command) {
  const Positional& wanted = command.positional;
  std::string offer = offer_of(wanted.offer, wanted.choices);
  const auto more = second_words(command.name);
  if (more.empty()) return offer;
  // Only as long as nothing but the group has been typed.
  return fmt::format("[[ -n $second ]] || _wmh_words {}; [[ ${{COMPREPLY[*]}} ]] || {}",
                     fmt::join(more, " "), offer);
}

void append_command(std::string& out, const Command& command) {
  const bool two = command.name.find(' ') != std::string_view::npos;
  out +=
      two ? fmt::format("    '{}')\n", command.name) : fmt::format("    '{} '*)\n", command.name);
  out += "      case $prev in\n";
  for (const Option* option : command.options)
    if (option->takes != Takes::nothing)
      out += fmt::format("        --{}) {} ;;\n", option->name,
                         offer_of(option->offer, option->choices));
  out += fmt::format("        *) if [[ $cur == -* ]]; then {}; else {}; fi ;;\n      esac ;;\n",
                     options_of(command), arguments_of(command));
}

}  // namespace

std::string bash_completion() {
  std::string out(head);
  for (const bool two : {true, false})  // "eval list" comes before "eval *"
    for (const Command* command : commands())
      if ((command->name.find(' ') != std::string_view::npos) == two) append_command(out, *command);
  for (const FirstWord& first : first_words())
    if (const auto more = second_words(first.word); !more.empty())
      out += fmt::format("    '{} '*) _wmh_words {} ;;\n", first.word, fmt::join(more, " "));
  out += fmt::format("    ' ') _wmh_words {} --help --version ;;\n", joined_first_words());
  out += tail;
  return out;
}

}  // namespace wmh::cli
