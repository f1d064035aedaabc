#include "arguments.hpp"
#include "language.hpp"
#include "language_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace wmh::cli {
namespace {

struct Name {
  const Option* option;
  std::string_view variable;
  std::string ProviderOptions::*member;
};

constexpr Name names[] = {
    {&opt::llm, "WMH_MODEL", &ProviderOptions::model},
    {&opt::base_url, "WMH_BASE_URL", &ProviderOptions::base_url},
    {&opt::region, "WMH_REGION", &ProviderOptions::region},
    {&opt::deployment, "WMH_DEPLOYMENT", &ProviderOptions::deployment},
    {&opt::api_version, "WMH_API_VERSION", &ProviderOptions::api_version},
    {&opt::reasoning_effort, "WMH_REASONING_EFFORT", &ProviderOptions::reasoning_effort},
    {&opt::token_field, "WMH_TOKEN_FIELD", &ProviderOptions::token_field},
    {&opt::schema_mode, "WMH_SCHEMA_MODE", &ProviderOptions::schema_mode},
    {&opt::prompt_cache, "WMH_PROMPT_CACHE", &ProviderOptions::prompt_cache},
};

std::string variable(const EnvironmentVariables& environment, std::string_view name) {
  const auto found = environment.find(name);
  return found == environment.end() ? "" : found->second;
}

std::string plain_kind(std::string kind) {
  return kind == "azure" ? "azure_openai" : kind;
}

bool is_kind(std::string_view name) {
  return name == "azure" || std::find(std::begin(provider_choices), std::end(provider_choices),
                                      name) != std::end(provider_choices);
}

std::string known_kinds() {
  return fmt::format("{}", fmt::join(provider_choices, ", "));
}

}  // namespace

LanguageChoice choose_language(const Arguments& arguments, const ProviderOptions& config,
                               const EnvironmentVariables& environment, std::string_view wanted) {
  LanguageChoice choice;
  choice.options.environment = environment;
  const std::string flag = plain_kind(
      wanted.empty() ? arguments.optional(opt::provider).value_or("") : std::string(wanted));
  const std::string of_variable = plain_kind(variable(environment, "WMH_PROVIDER"));
  const std::string of_config = plain_kind(config.kind);
  std::string& kind = choice.options.kind;
  kind = flag;
  if (kind.empty()) kind = of_variable;
  if (kind.empty()) kind = of_config;
  if (kind.empty()) kind = "offline";
  // The names of one kind mean nothing to another.
  const bool variables_hold = of_variable.empty() || kind == of_variable;
  for (const Name& name : names) {
    std::string& value = choice.options.*name.member;
    value = arguments.optional(*name.option).value_or("");
    if (value.empty() && variables_hold) value = variable(environment, name.variable);
  }
  if (kind == of_config) choice.config = config;
  choice.config.kind = kind;
  return choice;
}

std::optional<std::string> provider_problem(std::string_view name) {
  if (is_kind(name)) return std::nullopt;
  return fmt::format("--provider must be one of {}, not \"{}\"", known_kinds(), name);
}

std::optional<std::string> recall_problem(std::string_view value) {
  if (value == "decided" || value == "off") return std::nullopt;
  double number = 0;
  const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), number);
  const bool whole = failed == std::errc() && end == value.data() + value.size();
  if (whole && number > 0 && number <= 1) return std::nullopt;
  return fmt::format("--recall must be decided, off, or a number above 0 and up to 1, not \"{}\"",
                     value);
}

std::optional<std::string> fallback_problem(std::string_view value) {
  const std::string_view kind = value.substr(0, value.find(':'));
  if (kind != "offline" && is_kind(kind)) return std::nullopt;
  return fmt::format("--fallback must be KIND:MODEL with a kind of {}, not \"{}\"", known_kinds(),
                     value);
}

}  // namespace wmh::cli
