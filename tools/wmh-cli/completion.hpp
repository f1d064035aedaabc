#pragma once

#include "command.hpp"

#include <string>
#include <vector>

namespace wmh::cli {

// Completion scripts, written out of the command table. They look at folders by themselves and
// never run wmh, so that a key press costs nothing.
std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

/// First words of all commands with a summary, each once: "eval", "providers". The summary of a
/// mere group names its commands.
struct FirstWord {
  std::string_view word;
  std::string summary;
};
std::vector<FirstWord> first_words();
/// The same, one blank between them.
std::string joined_first_words();

/// The second words of the commands of a group.
std::vector<std::string_view> second_words(std::string_view group);

/// `--name`, and `--no-name` where there is one.
std::vector<std::string> spellings(const Option& option);

}  // namespace wmh::cli
