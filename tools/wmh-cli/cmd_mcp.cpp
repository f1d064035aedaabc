#include "arguments.hpp"
#include "cli.hpp"
#include "console.hpp"
#include "language.hpp"
#include "mcp/stdio.hpp"
#include "models.hpp"
#include "open_model.hpp"
#include "options.hpp"
#include "trace_place.hpp"

#include <fmt/format.h>

#include <csignal>

namespace wmh::cli {
namespace {

constexpr Option task{
    .name = "task",
    .placeholder = "TEXT",
    .help = "What the session is about. The world model is told, the client is not."};
constexpr Option examples_shown{.name = "examples",
                                .placeholder = "N",
                                .help = "Show so many recorded arguments in each tool's schema.",
                                .fallback = "0",
                                .takes = Takes::whole,
                                .most = 3};

/// For as long as the client stays, however seldom it calls.
WorldModelOptions one_session(const std::shared_ptr<TraceOut>& traces, std::string model) {
  WorldModelOptions options;
  if (traces) options.store = make_told_store(nullptr, traces, std::move(model));
  options.idle_expiry = std::chrono::hours(24 * 365);
  return options;
}

int serve(const mcp::Environment& environment, Console& console) {
  // A client that has gone must not end the process before the record is kept.
  std::signal(SIGPIPE, SIG_IGN);
  const auto served =
      mcp::serve_stdio(console.setup().in, console.setup().out,
                       std::make_shared<const mcp::Environment>(environment), {.signals = true});
  return served ? exit_ok : fail(console, served.error());
}

int run(const Arguments& arguments, Console& console) {
  const auto folder = choose_model(arguments, console);
  if (!folder) return fail(console, folder.error());
  const auto tools = load_tools(*folder);
  if (!tools) return fail(console, tools.error());
  const auto built_for = provider_options(*folder);
  if (!built_for) return fail(console, built_for.error());
  auto language = Language::open(arguments, console, *built_for);
  if (!language) return fail(console, language.error());
  const auto traces = open_trace_place(arguments, ServeLog(console, false));
  if (!traces) return fail(console, traces.error());
  auto model = open_model(*folder, **language, one_session(*traces, folder->filename().string()));
  if (!model) return fail(console, model.error());
  mcp::ToolListOptions listing;
  listing.examples = arguments.whole(examples_shown);
  mcp::Environment environment{std::move(*model), mcp::ToolList(*tools, listing),
                               SessionStart(arguments.optional(task))};
  console.notice((*language)->line());
  console.notice(fmt::format("{} tools; waiting for an MCP client", environment.tools.size()));
  const int code = serve(environment, console);
  if (*traces) (*traces)->finish(std::chrono::seconds(5));
  if (!(*language)->offline()) console.notice(spending_text((*language)->meter()->report().total));
  keep_record(arguments, **language, console);
  return code;
}

constexpr std::array<const Option*, 7> own{
    &opt::model, &task, &examples_shown, &opt::trace_out, &opt::root, &opt::quiet, &opt::help};
constexpr auto options = opt::join(own, opt::language);
constexpr Example examples[] = {
    {"wmh mcp --name airline", "What an MCP client is to start."},
    {"claude mcp add airline -- wmh --root /path/to/.wmh mcp --name airline",
     "Let Claude Code work against the model."}};

}  // namespace

const Command mcp_command{
    .name = "mcp",
    .summary = "Offer a world model's tools to an MCP client.",
    .details =
        "Speaks the Model Context Protocol on standard input and output, and ends when the input "
        "does. The tools are those of the recordings; each call is a step of one session. "
        "Messages go to standard error.",
    .options = options,
    .examples = examples,
    .run = run};

}  // namespace wmh::cli
