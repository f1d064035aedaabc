#include "completion.hpp"

#include <fmt/format.h>

namespace wmh::cli {
namespace {

constexpr std::string_view head = R"sh(# Completion of wmh for fish.
function __wmh_words
    for word in (commandline -opc)
        string match -q -- '-*' $word; or echo $word
    end
end
function __wmh_at # whether the command so far is the one named; no name: none yet
    set -l words (__wmh_words)
    set -l typed "$words[2]"
    contains -- "$words[2] $words[3]" $__wmh_pairs; and set typed "$words[2] $words[3]"
    test "$typed" = "$argv[1]"
end
function __wmh_value # the value that an option was given, else the second argument
    set -l words (commandline -opc)
    set -l at (contains -i -- $argv[1] $words); and set -q words[(math $at + 1)]
    and echo $words[(math $at + 1)]; or echo $argv[2]
end
function __wmh_models
    for path in (__wmh_value --root .wmh)/models/*/
        string replace -r '.*/([^/]+)/$' '$1' $path
    end
end
function __wmh_examples
    for path in (__wmh_value --examples-root examples)/*/run.sh
        string replace -r '.*/([^/]+)/run.sh$' '$1' $path
    end
end
function __wmh_suites
    for path in (__wmh_value --examples-root examples)/*/evals/*.toml
        string replace -r '.*/([^/]+)/evals/([^/]+)\.toml$' '$1/$2' $path
    end
end
complete -c wmh -f
)sh";

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

/// The flags of `complete` that make it offer these values.
std::string offer_of(Offer offer, std::span<const std::string_view> choices) {
  if (!choices.empty())
    return fmt::format(" -a {}", quoted(fmt::format("{}", fmt::join(choices, " "))));
  switch (offer) {
    case Offer::nothing:
      return "";
    case Offer::files:
      return " -F";
    case Offer::folders:
      return " -a '(__fish_complete_directories)'";
    case Offer::models:
      return " -a '(__wmh_models)'";
    case Offer::suites:
      return " -a '(__wmh_suites)'";
    case Offer::examples:
      return " -a '(__wmh_examples)'";
    case Offer::commands:
      return fmt::format(" -a '{}'", joined_first_words());
  }
  return "";
}

void append_command(std::string& out, const Command& command) {
  const std::string at =
      fmt::format("complete -c wmh -n {}", quoted(fmt::format("__wmh_at '{}'", command.name)));
  for (const Option* option : command.options) {
    for (const std::string& spelling : spellings(*option)) {
      out += fmt::format("{} -l {}", at, spelling.substr(2));
      if (option->takes != Takes::nothing)  // -x: no files beside what is offered
        out += (option->offer == Offer::files ? " -r" : " -x") +
               offer_of(option->offer, option->choices);
      out += fmt::format(" -d {}\n", quoted(option->help));
    }
  }
  if (command.positional.most > 0)
    out += at + offer_of(command.positional.offer, command.positional.choices) + "\n";
}

}  // namespace

std::string fish_completion() {
  std::string pairs;
  std::string body;
  for (const FirstWord& first : first_words()) {
    body += fmt::format("complete -c wmh -n {} -a {} -d {}\n", quoted("__wmh_at ''"), first.word,
                        quoted(first.summary));
    for (const std::string_view second : second_words(first.word)) {
      pairs += fmt::format(" '{} {}'", first.word, second);
      body += fmt::format("complete -c wmh -n {} -a {}\n",
                          quoted(fmt::format("__wmh_at '{}'", first.word)), second);
    }
  }
  for (const Command* command : commands())
    append_command(body, *command);
  return fmt::format("{}set -g __wmh_pairs{}\n{}", head, pairs, body);
}

}  // namespace wmh::cli
