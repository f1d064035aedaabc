#include "cli.hpp"

#include "arguments.hpp"
#include "console.hpp"
#include "help.hpp"
#include "options.hpp"
#include "suggest.hpp"

#include <fmt/format.h>

#include <exception>

namespace wmh::cli {
namespace {

constexpr const Command* table[] = {&build_command,
                                    &list_command,
                                    &eval_command,
                                    &eval_list_command,
                                    &eval_run_command,
                                    &eval_results_command,
                                    &demo_command,
                                    &play_command,
                                    &serve_command,
                                    &mcp_command,
                                    &providers_list_command,
                                    &providers_verify_command,
                                    &examples_list_command,
                                    &examples_run_command,
                                    &testbed_command,
                                    &completion_command,
                                    &help_command};

constexpr const Option* before_the_command[] = {&opt::root, &opt::json, &opt::quiet, &opt::help,
                                                &opt::version};

/// What the command line asks for: a command and the words for it.
struct Request {
  const Command* command = nullptr;
  std::vector<std::string> words{};
  std::string name{};  ///< Set instead of `command` for the help of a group or of everything.
  bool version = false;
};

/// Options may stand before the command too; they are moved behind it. Returns where it is.
std::size_t take_leading(std::span<const std::string> args, std::vector<std::string>& words) {
  std::size_t at = 0;
  while (at < args.size() && args[at].starts_with('-')) {
    const std::string& word = args[at++];
    words.push_back(word);
    const Option* option =
        word.starts_with("--") ? find_option(before_the_command, word.substr(2)) : nullptr;
    if (option && option->takes != Takes::nothing && at < args.size()) words.push_back(args[at++]);
  }
  return at;
}

bool asks_for(const std::vector<std::string>& words, const Option& option) {
  for (const std::string& word : words)
    if (word == fmt::format("--{}", option.name) || (&option == &opt::help && word == "-h"))
      return true;
  return false;
}

Error unknown_command(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Command* command : commands())
    names.push_back(command->name.substr(0, command->name.find(' ')));
  return Error(errc::invalid_argument, fmt::format("unknown command \"{}\"{}; see wmh help", name,
                                                   did_you_mean(name, names)));
}

Error needs_command(std::string_view group, std::string_view given) {
  std::vector<std::string_view> words;
  for (const Command* command : commands_of(group))
    words.push_back(command->name.substr(group.size() + 1));
  const std::string got = given.empty() ? "" : fmt::format(", not \"{}\"", given);
  return Error(errc::invalid_argument,
               fmt::format("{} needs a command: {}{}{}; see wmh help {}", group,
                           fmt::join(words, " or "), got, did_you_mean(given, words), group));
}

Result<Request> request_without_command(const std::vector<std::string>& words) {
  Request request;
  request.version = asks_for(words, opt::version);
  if (request.version || asks_for(words, opt::help)) return request;
  return Error(errc::invalid_argument, "no command given; see wmh help");
}

Result<Request> read_request(std::span<const std::string> args) {
  Request request;
  const std::size_t at = take_leading(args, request.words);
  if (at == args.size()) return request_without_command(request.words);
  const std::string& first = args[at];
  const std::string second = at + 1 < args.size() ? args[at + 1] : "";
  request.command = find_command(first + " " + second);
  const std::size_t used = request.command ? 2 : 1;
  if (!request.command) request.command = find_command(first);
  const auto after = args.subspan(at + used);
  request.words.insert(request.words.end(), after.begin(), after.end());
  if (request.command) return request;
  if (commands_of(first).empty()) return unknown_command(first);
  if (!asks_for(request.words, opt::help))
    return needs_command(first, second.starts_with('-') ? "" : second);
  request.name = first;
  return request;
}

int show_version(Console& console) {
  const std::string version =
      fmt::format("{}.{}.{}", WMH_VERSION_MAJOR, WMH_VERSION_MINOR, WMH_VERSION_PATCH);
  console.text("wmh " + version);
  return exit_ok;
}

int run_command(const Command& command, std::span<const std::string> words, Console& console) {
  auto arguments = parse_arguments(command, words);
  if (!arguments) return fail(console, arguments.error());
  console.be_quiet(arguments->flag(opt::quiet));
  if (arguments->flag(opt::help)) {
    show_help(console, command.name);
    return exit_ok;
  }
  console.use_json(arguments->flag(opt::json));
  return command.run(*arguments, console);
}

int dispatch(std::span<const std::string> args, Console& console) {
  if (args.empty()) console.text(overview_text());
  auto request = read_request(args);
  if (!request) return fail(console, request.error());
  if (request->version) return show_version(console);
  if (request->command) return run_command(*request->command, request->words, console);
  if (request->name.empty()) {
    console.text(overview_text());
    return exit_ok;
  }
  show_help(console, request->name);
  return exit_ok;
}

}  // namespace

std::span<const Command* const> commands() {
  return table;
}

int fail(Console& console, const Error& error) {
  console.error(error.message());
  const bool usage = error.code() == errc::invalid_argument || error.code() == errc::not_found;
  return usage ? exit_usage : exit_failed;
}

int run(std::span<const std::string> args, Console& console) {
  int code = exit_failed;
  // The last resort, such as for memory that has run out: a message, never a stack trace.
  try {
    code = dispatch(args, console);
  } catch (const std::exception& problem) {
    console.error(fmt::format("unexpected failure: {}; please report it", problem.what()));
  }
  if (!console.flush() && code == exit_ok) code = exit_failed;
  return code;
}

}  // namespace wmh::cli
