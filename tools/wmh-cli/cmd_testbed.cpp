#include <wmh/testbed.hpp>

#include "arguments.hpp"
#include "cli.hpp"
#include "closed_loop.hpp"
#include "console.hpp"
#include "options.hpp"

#include <fmt/format.h>

#include <sstream>

namespace wmh::cli {
namespace {

constexpr Option trace_number{.name = "trace",
                              .placeholder = "N",
                              .help =
                                  "Of replay: the trace with this number in the file, from 0. "
                                  "Without it the longest that is held out.",
                              .takes = Takes::whole};

/// The words behind the program, or what is wrong with them.
Result<std::vector<std::string>> words_of(const Arguments& arguments) {
  std::vector<std::string> words(arguments.positionals().begin() + 1,
                                 arguments.positionals().end());
  const bool replay = words.front() == "replay";
  if (!replay && words.front() != "capture" && words.front() != "check")
    return Error(errc::invalid_argument,
                 fmt::format("a testbed can capture, check or replay, not \"{}\"", words.front()));
  if (words.size() != (replay ? 3U : 2U))
    return Error(errc::invalid_argument,
                 fmt::format("{} takes {}", words.front(), replay ? "TRACES MODEL" : "TRACES"));
  if (!arguments.given(trace_number)) return words;
  if (!replay) return Error(errc::invalid_argument, "--trace is for replay");
  words.emplace_back("--trace");
  words.push_back(arguments.text(trace_number));
  return words;
}

std::vector<std::string> lines_in(const std::ostringstream& text) {
  std::istringstream stream(text.str());
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);)
    lines.push_back(std::move(line));
  return lines;
}

int run(const Arguments& arguments, Console& console) {
  const auto words = words_of(arguments);
  if (!words) return fail(console, words.error());
  const auto testbed = open_testbed_program(words_of_program(arguments.positionals().front()));
  if (!testbed) return fail(console, testbed.error());
  const std::vector<std::string_view> views(words->begin(), words->end());
  std::istringstream in;
  std::ostringstream out, err;
  const int code = run_testbed(**testbed, views, in, out, err);
  for (const std::string& line : lines_in(out))
    console.text(line);
  for (const std::string& line : lines_in(err))
    console.error(line);
  return code;
}

constexpr const Option* options[] = {&trace_number, &opt::quiet, &opt::help};
constexpr Example examples[] = {
    {"wmh testbed \"python3 desk.py\" capture traces.otel.jsonl",
     "Lets every agent of desk.py work and writes what happened."},
    {"wmh testbed ./desks replay traces.otel.jsonl .wmh/models/desks --trace 3",
     "The same actions at ./desks and in the model, and how well the model did."}};

}  // namespace

const Command testbed_command{
    .name = "testbed",
    .summary = "Record and replay agents in a real environment.",
    .details =
        "capture TRACES lets every agent work in the real environment and writes the traces. "
        "check TRACES plays them again: each observation must be the recorded one. replay "
        "TRACES MODEL plays one in the real environment and in a model that is kept from "
        "seeing it, and shows scores and times. docs/closed-loop.md tells how to write the "
        "program.",
    .positional = {.placeholder = "PROGRAM COMMAND FILE",
                   .help = "The testbed's program, what to do, and with which files.",
                   .least = 2,
                   .most = 4,
                   .offer = Offer::files},
    .options = options,
    .examples = examples,
    .run = run};

}  // namespace wmh::cli
