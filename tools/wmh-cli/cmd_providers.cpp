#include <wmh/store.hpp>

#include "arguments.hpp"
#include "check_provider.hpp"
#include "cli.hpp"
#include "console.hpp"
#include "options.hpp"
#include "run_task.hpp"
#include "text.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace wmh::cli {
namespace {

constexpr Option name{.name = "name",
                      .placeholder = "NAME",
                      .help = "Only this world model. Without it all of them.",
                      .offer = Offer::models};

constexpr Option llm{.name = "model",
                     .placeholder = "MODEL",
                     .help = "The language model. Without it the kind's default."};
constexpr Option base_url{.name = "base-url",
                          .placeholder = "URL",
                          .help = "Of a compatible server, such as http://127.0.0.1:8080/v1."};
constexpr Option region{
    .name = "region", .placeholder = "REGION", .help = "Of Bedrock. Without it AWS_REGION."};

/// A model answers when it loads and its index finds neighbours of one of its own steps.
Check check_model(const ModelInfo& info) {
  Check check{false, "offline"};
  const auto failed = [&](std::string_view problem) {
    check.detail = fmt::format("{}: {}", info.name, problem);
    return check;
  };
  if (!info.problem.empty()) return failed(info.problem);
  if (const auto model = load_world_model(info.path); !model)
    return failed(model.error().message());
  const auto index = load_replay_buffer(info.path);
  if (!index) return failed(index.error().message());
  const auto found = top_k(**index, RetrievalQuery({}, Action::message("ping"), 1));
  if (!found) return failed(found.error().message());
  check.ok = true;
  check.detail = fmt::format("{}: {} steps", info.name, info.steps);
  if (info.serve_provider != "offline")
    check.detail += fmt::format("; built for {}, which this version cannot ask", provider_of(info));
  return check;
}

Check check_embedder() {
  const auto embedder = make_hashing_embedder();
  Check check{false, fmt::format("embed:{}", embedder->name())};
  const auto rows = embed(*embedder, {"ping"});
  check.ok = rows && rows->values.size() == embedder->dim();
  check.detail = rows ? fmt::format("dim={}", rows->dim) : rows.error().message();
  return check;
}

Result<std::vector<ModelInfo>> models_to_check(const Arguments& arguments) {
  const WorldModelStore store(arguments.text(opt::root));
  auto models = store.list();
  const auto wanted = arguments.optional(name);
  if (!models || !wanted) return models;
  const std::string only = name_with_dashes(*wanted);
  if (auto folder = store.resolve(only); !folder) return std::move(folder).error();
  std::erase_if(*models, [&](const ModelInfo& model) { return model.name != only; });
  return models;
}

json::value to_json(const std::vector<Check>& checks, bool ok) {
  json::array all;
  for (const Check& check : checks)
    all.push_back({{"ok", check.ok}, {"what", check.what}, {"detail", check.detail}});
  return json::object{{"ok", ok}, {"checks", std::move(all)}};
}

ProviderOptions provider_options(const Arguments& arguments) {
  ProviderOptions options;
  options.kind = arguments.positionals().front();
  options.model = arguments.optional(llm).value_or("");
  options.base_url = arguments.optional(base_url).value_or("");
  options.region = arguments.optional(region).value_or("");
  options.environment = process_environment();
  return options;
}

int report(const std::vector<Check>& checks, Console& console) {
  bool ok = true;
  for (const Check& check : checks) {
    ok = ok && check.ok;
    console.text(fmt::format(
        "{} {} {}",
        check.ok ? console.paint(Colour::green, "ok") : console.paint(Colour::red, "fail"),
        check.what, one_line(check.detail)));
  }
  console.json(to_json(checks, ok));
  return ok ? exit_ok : exit_failed;
}

int run(const Arguments& arguments, Console& console) {
  if (!arguments.positionals().empty())
    return report({check_provider(provider_options(arguments))}, console);
  for (const Option* option : {&llm, &base_url, &region})
    if (arguments.given(*option))
      return fail(console, Error(errc::invalid_argument,
                                 fmt::format("--{} needs the kind of a provider", option->name)));
  const auto models = models_to_check(arguments);
  if (!models) return fail(console, models.error());
  std::vector<Check> checks;
  for (const ModelInfo& model : *models)
    checks.push_back(check_model(model));
  checks.push_back(check_embedder());
  const int code = report(checks, console);
  if (models->empty()) console.notice("no world models to check; build one: wmh build FILE");
  return code;
}

constexpr const Option* options[] = {&name,      &llm,       &base_url,   &region,
                                     &opt::root, &opt::json, &opt::quiet, &opt::help};
constexpr Example examples[] = {
    {"wmh providers verify", "Checks every world model under .wmh."},
    {"wmh providers verify anthropic", "Asks the model of ANTHROPIC_API_KEY for one word."},
    {"wmh providers verify openai --model qwen --base-url http://127.0.0.1:8080/v1",
     "Asks a server on this machine."}};

}  // namespace

const Command providers_verify_command{
    .name = "providers verify",
    .summary = "Check that world models and what answers for them work.",
    .details =
        "Loads each model, asks its index once and tries the embedder. With a KIND, asks that "
        "language model for one word instead, and tells the time and the cost. Exits with 1 when "
        "anything fails.",
    .positional = {.placeholder = "KIND",
                   .help = "A provider of language models (docs/providers.md).",
                   .most = 1,
                   .choices = provider_kinds},
    .options = options,
    .examples = examples,
    .run = run};

}  // namespace wmh::cli
