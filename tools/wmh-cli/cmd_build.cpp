#include <wmh/build.hpp>

#include "arguments.hpp"
#include "check_provider.hpp"
#include "cli.hpp"
#include "console.hpp"
#include "language.hpp"
#include "models.hpp"
#include "observer.hpp"
#include "options.hpp"
#include "text.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace wmh::cli {
namespace {

namespace fs = std::filesystem;

constexpr Option name{.name = "name",
                      .placeholder = "NAME",
                      .help = "The name of the model; blanks become dashes.",
                      .fallback = "default",
                      .offer = Offer::models};
constexpr Option file{.name = "file",
                      .placeholder = "FILE",
                      .help = "A trace file, as the arguments without a flag.",
                      .repeatable = true,
                      .offer = Offer::files};
constexpr Option held_out_steps{.name = "held-out-steps",
                                .placeholder = "N",
                                .help = "Score at most so many held-out steps; 0 scores none.",
                                .fallback = "2000",
                                .takes = Takes::whole};
constexpr std::string_view embedders[] = {"hashing", "openai", "azure_openai", "bedrock"};
constexpr Option embed_provider{.name = "embed-provider",
                                .placeholder = "KIND",
                                .help = "What embeds the recorded steps; hashing is offline.",
                                .fallback = "hashing",
                                .choices = embedders};
constexpr Option embed_model{.name = "embed-model",
                             .placeholder = "MODEL",
                             .help = "Its model. Without it the kind's default."};
constexpr Option interactive{.name = "interactive",
                             .help = "Ask for the name and the file where they are missing.",
                             .fallback = "on a terminal",
                             .takes = Takes::nothing,
                             .negatable = true};

std::vector<fs::path> files_of(const Arguments& arguments) {
  const auto named = arguments.all(file);
  std::vector<fs::path> files(named.begin(), named.end());
  files.insert(files.end(), arguments.positionals().begin(), arguments.positionals().end());
  return files;
}

Error input_ended() {
  return Error(errc::cancelled, "nothing built: the questions were not answered");
}

Result<std::string> ask_name(Console& console) {
  for (;;) {
    const auto answer = console.ask("name of the model", name.fallback);
    if (!answer) return input_ended();
    std::string wanted = name_with_dashes(*answer);
    const auto good = check_model_name(wanted);
    if (good) return wanted;
    console.prompt("  " + good.error().message());
  }
}

Result<fs::path> ask_file(Console& console) {
  for (;;) {
    const auto answer = console.ask("trace file, such as traces.otel.jsonl");
    if (!answer) return input_ended();
    std::error_code ignored;
    if (!answer->empty() && fs::exists(*answer, ignored)) return fs::path(*answer);
    console.prompt(answer->empty() ? "  a path, please" : fmt::format("  no file {}", *answer));
  }
}

/// The wizard is a thin skin over the flags: it fills in what they left open.
Result<Done> ask_missing(const Arguments& arguments, BuildOptions& options, Console& console) {
  if (!arguments.given(name)) {
    auto answer = ask_name(console);
    if (!answer) return std::move(answer).error();
    options.name = std::move(*answer);
  }
  if (options.files.empty()) {
    auto answer = ask_file(console);
    if (!answer) return std::move(answer).error();
    options.files.push_back(std::move(*answer));
  }
  return Done{};
}

BuildOptions options_of(const Arguments& arguments, Console& console) {
  BuildOptions options;
  options.name = name_with_dashes(arguments.text(name));
  options.files = files_of(arguments);
  options.observer = make_progress_observer(console);
  options.ingest.format = arguments.text(opt::format);
  options.ingest.strict = arguments.flag(opt::strict);
  options.ingest.observer = options.observer;
  options.split.train = arguments.number(opt::train_split);
  options.split.by = arguments.text(opt::split_by) == "task" ? SplitBy::task : SplitBy::trace;
  options.embed_dim = arguments.whole(opt::embed_dim);
  options.top_k = arguments.whole(opt::top_k);
  options.held_out_steps = arguments.whole(held_out_steps);
  return options;
}

json::object to_json(const IngestReport& ingest) {
  json::array bad_lines;
  for (const BadLine& line : ingest.first_bad_lines)
    bad_lines.push_back({{"file", line.file}, {"line", line.line}, {"reason", line.reason}});
  json::object ignored_kinds;
  for (const auto& [kind, count] : ingest.ignored_kinds)
    ignored_kinds[kind] = count;
  return {{"bytes", ingest.bytes},
          {"lines", ingest.lines},
          {"spans", ingest.spans},
          {"ignored_spans", ingest.ignored_spans},
          {"ignored_kinds", std::move(ignored_kinds)},
          {"traces", ingest.traces},
          {"steps", ingest.steps},
          {"bad_lines", ingest.bad_lines},
          {"first_bad_lines", std::move(bad_lines)}};
}

json::object to_json(const BuildReport& report, const BuildOptions& options) {
  json::object object{{"name", report.name},
                      {"path", report.path.string()},
                      {"provider", options.provider.kind},
                      {"train_traces", report.train_traces},
                      {"held_out_traces", report.held_out_traces},
                      {"steps", report.steps},
                      {"held_out_accuracy", nullptr},
                      {"held_out_steps", report.held_out_steps},
                      {"run_id", report.run_id},
                      {"seconds", report.seconds},
                      {"spending", to_json(report.spent)},
                      {"ingest", to_json(report.ingest)}};
  if (report.held_out_accuracy) object["held_out_accuracy"] = *report.held_out_accuracy;
  return object;
}

void tell_what_was_left_out(const IngestReport& ingest, Console& console) {
  if (ingest.bad_lines > 0 && !ingest.first_bad_lines.empty()) {
    const BadLine& first = ingest.first_bad_lines.front();
    console.notice(fmt::format("left out {} of {} lines; the first, {}:{}: {}", ingest.bad_lines,
                               ingest.lines, first.file, first.line, first.reason));
  }
  if (ingest.ignored_spans > 0)
    console.notice(fmt::format("left out {} of {} spans, which call neither a model nor a tool",
                               ingest.ignored_spans, ingest.spans));
}

void show(const BuildReport& report, const std::string& provider, Console& console) {
  tell_what_was_left_out(report.ingest, console);
  const std::string held_out =
      report.held_out_accuracy
          ? fmt::format("{:.3f} over {} steps", *report.held_out_accuracy, report.held_out_steps)
          : "-";
  console.text(fmt::format("{} {} in {}", console.paint(Colour::green, "built"), report.name,
                           duration(report.seconds)));
  console.text(fmt::format("path: {}", report.path.string()));
  console.text(provider);
  console.text(fmt::format("traces: {} to learn from, {} held out", report.train_traces,
                           report.held_out_traces));
  console.text(fmt::format("steps: {}", report.steps));
  console.text(fmt::format("held-out accuracy: {}", held_out));
  for (const std::string& line : spending_lines(report.spent))
    console.text(line);
  console.notice(fmt::format("try it: wmh play --name {}", report.name));
}

Result<Done> passed(const Check& check, Console& console) {
  if (!check.ok)
    return Error(errc::provider_unavailable,
                 fmt::format("{}: {}; nothing was built", check.what, check.detail));
  console.notice(fmt::format("{}: {}", check.what, check.detail));
  return Done{};
}

/// Asks the language model for one word before anything is spent on a build for it.
Result<Done> prepare_provider(Language& language, BuildOptions& options, Console& console) {
  options.provider = language.choice().options;
  options.meter = language.meter();
  if (language.offline()) return Done{};
  if (options.provider.model.empty()) options.provider.model = language.model();
  return passed(check_provider(*language.serving(), options.provider.kind), console);
}

/// The same for what embeds the index.
Result<Done> prepare_embedder(const Arguments& arguments, Language& language, BuildOptions& options,
                              Console& console) {
  const std::string kind = arguments.text(embed_provider);
  if (kind == "hashing") return Done{};
  ProviderOptions& names = options.embed_provider;
  if (kind == language.choice().options.kind) names = language.choice().options;
  names.kind = kind;
  names.embed_model = arguments.optional(embed_model).value_or("");
  names.environment = process_environment();
  const bool given = arguments.given(opt::embed_dim);
  auto embedder = language.embedder(names, {}, given ? arguments.whole(opt::embed_dim) : 0);
  if (!embedder) return std::move(embedder).error();
  options.embedder = std::move(*embedder);
  if (names.embed_model.empty()) names.embed_model = options.embedder->name();
  return passed(check_embedder(*options.embedder, kind), console);
}

int run(const Arguments& arguments, Console& console) {
  BuildOptions options = options_of(arguments, console);
  const bool missing = options.files.empty() || !arguments.given(name);
  const bool asks = arguments.given(interactive) ? arguments.flag(interactive)
                                                 : console.interactive() && !console.uses_json();
  if (missing && asks) {
    const auto asked = ask_missing(arguments, options, console);
    if (!asked) return fail(console, asked.error());
  }
  if (options.files.empty())
    return fail(console, Error(errc::invalid_argument,
                               "build needs a trace file: wmh build FILE; see wmh help build"));
  if (const auto good = check_model_name(options.name); !good) return fail(console, good.error());
  const auto language = Language::open(arguments, console);
  if (!language) return fail(console, language.error());
  if (auto ready = prepare_provider(**language, options, console); !ready)
    return fail(console, ready.error());
  if (auto ready = prepare_embedder(arguments, **language, options, console); !ready)
    return fail(console, ready.error());
  const auto report = build_world_model(WorldModelStore(arguments.text(opt::root)), options);
  if (!report) return fail(console, report.error());
  console.json(to_json(*report, options));
  show(*report, (*language)->line(), console);
  return exit_ok;
}

constexpr std::array<const Option*, 12> own{
    &name,           &file,           &opt::format, &opt::strict, &opt::train_split, &opt::split_by,
    &opt::embed_dim, &embed_provider, &embed_model, &opt::top_k,  &held_out_steps,   &interactive};
constexpr auto options = opt::join(own, opt::language, opt::common);
constexpr Example examples[] = {
    {"wmh build", "On a terminal: asks for the name and the trace file."},
    {"wmh build --name airline traces.otel.jsonl", "Builds .wmh/models/airline."},
    {"wmh build --name airline may/*.jsonl --split-by task --json",
     "From several files, no task on both sides of the split; the report as JSON."}};

}  // namespace

const Command build_command{
    .name = "build",
    .summary = "Build a world model from recorded traces.",
    .details =
        "Reads the traces and indexes all their steps. A held-out share of the traces is first "
        "predicted from the others alone, which gives the held-out accuracy. A model of that "
        "name is replaced in one go; a build that fails or is interrupted changes nothing.",
    .positional = {.placeholder = "FILE",
                   .help = "Trace files. Spans of one trace may be spread over them.",
                   .most = 1000000,
                   .offer = Offer::files},
    .options = options,
    .examples = examples,
    .run = run};

}  // namespace wmh::cli
