#include <wmh/provider.hpp>

#include "cli.hpp"
#include "console.hpp"
#include "options.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace wmh::cli {
namespace {

std::string dollars(const std::optional<double>& price) {
  return price ? fmt::format("{:g}", *price) : "-";
}

std::string name_of(const ModelPrice& price) {
  if (price.above == 0) return price.model;
  return fmt::format("{} above {} k", price.model, price.above / 1000);
}

json::value or_null(const std::optional<double>& price) {
  return price ? json::value(*price) : json::value();
}

json::object to_json(const std::vector<ModelPrice>& prices) {
  json::array kinds, models;
  for (const std::string_view kind : provider_choices)
    kinds.push_back({{"kind", kind}, {"default_model", default_model(kind)}});
  for (const ModelPrice& price : prices)
    models.push_back({{"model", price.model},
                      {"above_tokens", price.above},
                      {"context_tokens", price.context},
                      {"input", or_null(price.input)},
                      {"cache_read", or_null(price.cache_read)},
                      {"cache_write", or_null(price.cache_write)},
                      {"output", or_null(price.output)}});
  return {{"kinds", std::move(kinds)},
          {"models", std::move(models)},
          {"prices", "US dollars for a million tokens"}};
}

int run(const Arguments&, Console& console) {
  const std::vector<ModelPrice> prices = model_prices();
  console.json(to_json(prices));
  Table kinds{{{"kind"}, {"default model"}}};
  for (const std::string_view kind : provider_choices) {
    const std::string_view model = default_model(kind);
    const std::string_view without = kind == "offline" ? "recordings alone" : "your deployment";
    kinds.rows.push_back({std::string(kind), std::string(model.empty() ? without : model)});
  }
  console.table(kinds);
  console.text();
  Table models{{{"model"},
                {"context", true},
                {"in", true},
                {"cache read", true},
                {"cache write", true},
                {"out", true}}};
  for (const ModelPrice& price : prices)
    models.rows.push_back({name_of(price),
                           price.context == 0 ? "-" : fmt::format("{} k", price.context / 1000),
                           dollars(price.input), dollars(price.cache_read),
                           dollars(price.cache_write), dollars(price.output)});
  console.table(models);
  console.text("prices in US dollars for a million tokens; other models cost an unknown amount");
  return exit_ok;
}

constexpr const Option* options[] = {&opt::json, &opt::quiet, &opt::help};
constexpr Example examples[] = {{"wmh providers list", "What can answer, and what it costs."}};

}  // namespace

const Command providers_list_command{
    .name = "providers list",
    .summary = "List the providers, their default models and what models cost.",
    .details = "The models whose price is known. Any other model can be named as well.",
    .options = options,
    .examples = examples,
    .run = run};

}  // namespace wmh::cli
