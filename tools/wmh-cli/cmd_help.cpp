#include "arguments.hpp"
#include "cli.hpp"
#include "console.hpp"
#include "help.hpp"
#include "options.hpp"
#include "suggest.hpp"

#include <fmt/format.h>

namespace wmh::cli {
namespace {

int run(const Arguments& arguments, Console& console) {
  const std::string name = fmt::format("{}", fmt::join(arguments.positionals(), " "));
  if (name.empty()) {
    console.text(overview_text());
    return exit_ok;
  }
  if (show_help(console, name)) return exit_ok;
  std::vector<std::string_view> names;
  for (const Command* command : commands())
    names.push_back(command->name);
  return fail(console, Error(errc::not_found, fmt::format("no command \"{}\"{}; see wmh help", name,
                                                          did_you_mean(name, names))));
}

constexpr const Option* options[] = {&opt::quiet, &opt::help};
constexpr Example examples[] = {{"wmh help build", "Every option of build, with its default."},
                                {"wmh help eval run", "The same for a command of a group."}};

}  // namespace

const Command help_command{.name = "help",
                           .summary = "Explain a command.",
                           .positional = {.placeholder = "COMMAND",
                                          .help = "One or two words, such as build or eval run.",
                                          .most = 2,
                                          .offer = Offer::commands},
                           .options = options,
                           .examples = examples,
                           .run = run};

}  // namespace wmh::cli
