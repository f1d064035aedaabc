#include "arguments.hpp"
#include "cli.hpp"
#include "completion.hpp"
#include "console.hpp"
#include "help.hpp"
#include "options.hpp"

#include <fmt/format.h>

namespace wmh::cli {
namespace {

constexpr std::string_view shells[] = {"bash", "zsh", "fish"};

int run(const Arguments& arguments, Console& console) {
  const std::string& shell = arguments.positionals().front();
  std::string script;
  if (shell == "bash") script = bash_completion();
  if (shell == "zsh") script = zsh_completion();
  if (shell == "fish") script = fish_completion();
  script.pop_back();
  console.text(script);
  return exit_ok;
}

constexpr const Option* options[] = {&opt::quiet, &opt::help};
constexpr Example examples[] = {
    {"source <(wmh completion bash)", "For this bash; for every one, put the line into ~/.bashrc."},
    {"wmh completion zsh > ~/.zfunc/_wmh", "For zsh, in a folder of its fpath."},
    {"wmh completion fish > ~/.config/fish/completions/wmh.fish", "For fish."}};

}  // namespace

std::vector<FirstWord> first_words() {
  std::vector<FirstWord> words;
  for (const Command* command : commands()) {
    const std::string_view word = command->name.substr(0, command->name.find(' '));
    if (!words.empty() && words.back().word == word) continue;
    const bool group = !find_command(word);
    words.push_back({word, group ? fmt::format("{}", fmt::join(second_words(word), ", "))
                                 : std::string(command->summary)});
  }
  return words;
}

std::string joined_first_words() {
  std::string joined;
  for (const FirstWord& first : first_words())
    joined.append(joined.empty() ? "" : " ").append(first.word);
  return joined;
}

std::vector<std::string_view> second_words(std::string_view group) {
  std::vector<std::string_view> words;
  for (const Command* command : commands_of(group))
    words.push_back(command->name.substr(group.size() + 1));
  return words;
}

std::vector<std::string> spellings(const Option& option) {
  std::vector<std::string> all = {"--" + std::string(option.name)};
  if (option.negatable) all.push_back("--no-" + std::string(option.name));
  return all;
}

const Command completion_command{.name = "completion",
                                 .summary = "Print a completion script for a shell.",
                                 .positional = {.placeholder = "SHELL",
                                                .help = "bash, zsh or fish.",
                                                .least = 1,
                                                .most = 1,
                                                .choices = shells},
                                 .options = options,
                                 .examples = examples,
                                 .run = run};

}  // namespace wmh::cli
