#include <wmh/store.hpp>

#include "arguments.hpp"
#include "check_provider.hpp"
#include "cli.hpp"
#include "console.hpp"
#include "language.hpp"
#include "models.hpp"
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
  const auto embedder = embedder_choice(info.path);
  if (!embedder) return failed(embedder.error().message());
  if (embedder->provider.kind != "hashing") {
    check.ok = true;
    check.detail = fmt::format("{}: {} steps, not searched: indexed by {}", info.name, info.steps,
                               embedder->provider.kind);
    return check;
  }
  const auto index = load_replay_buffer(info.path);
  if (!index) return failed(index.error().message());
  const auto found = top_k(**index, RetrievalQuery({}, Action::message("ping"), 1));
  if (!found) return failed(found.error().message());
  check.ok = true;
  check.detail = fmt::format("{}: {} steps", info.name, info.steps);
  return check;
}

Check check_offline_embedder() {
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

/// What opens for a kind, or for what a model was built for, asked for one word.
Check check_language(const Arguments& arguments, Console& console, const ProviderOptions& config,
                     std::string_view kind) {
  const auto language = Language::open(arguments, console, config, kind);
  if (language) return check_provider(*(*language)->serving(), (*language)->choice().options.kind);
  std::string asked(kind.empty() ? config.kind : std::string(kind));
  if (asked == "azure") asked = "azure_openai";
  return {false, asked, without_kind(language.error().message(), asked)};
}

/// The language model that a model was built for; nullopt for none.
std::optional<Check> check_built_for(const ModelInfo& info, const Arguments& arguments,
                                     Console& console) {
  if (!info.problem.empty()) return std::nullopt;
  const auto config = provider_options(info.path);
  if (!config || config->kind == "offline") return std::nullopt;
  Check check = check_language(arguments, console, *config, config->kind);
  check.detail = fmt::format("{}: {}", info.name, check.detail);
  return check;
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
    return report({check_language(arguments, console, {}, arguments.positionals().front())},
                  console);
  for (const Option* option : opt::provider_names)
    if (arguments.given(*option))
      return fail(console, Error(errc::invalid_argument,
                                 fmt::format("--{} needs the kind of a provider", option->name)));
  const auto models = models_to_check(arguments);
  if (!models) return fail(console, models.error());
  std::vector<Check> checks;
  for (const ModelInfo& model : *models) {
    checks.push_back(check_model(model));
    if (auto check = check_built_for(model, arguments, console))
      checks.push_back(std::move(*check));
  }
  checks.push_back(check_offline_embedder());
  const int code = report(checks, console);
  if (models->empty()) console.notice("no world models to check; build one: wmh build FILE");
  return code;
}

constexpr std::array<const Option*, 1> own{&name};
constexpr auto options = opt::join(own, opt::provider_names, opt::common);
constexpr std::string_view kinds[] = {"anthropic",    "openai",  "openai_responses",
                                      "azure_openai", "bedrock", "azure"};
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
        "Loads each model, asks its index once, and the language model that it was built for for "
        "one word. With a KIND, asks that language model instead. Tells the time, the cost, and "
        "which variable is missing. Exits with 1 when anything fails.",
    .positional = {.placeholder = "KIND",
                   .help = "A provider of language models (docs/providers.md).",
                   .most = 1,
                   .choices = kinds},
    .options = options,
    .examples = examples,
    .run = run};

}  // namespace wmh::cli
