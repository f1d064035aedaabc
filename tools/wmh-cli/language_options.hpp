#pragma once

#include "option.hpp"

#include <array>

// The options that choose language models, for every command that may ask one.
namespace wmh::cli {

/// What is wrong with a value of `--provider`, `--recall` or `--fallback`.
std::optional<std::string> provider_problem(std::string_view name);
std::optional<std::string> recall_problem(std::string_view value);
std::optional<std::string> fallback_problem(std::string_view value);

inline constexpr std::string_view provider_choices[] = {
    "offline", "anthropic", "openai", "openai_responses", "azure_openai", "bedrock"};

namespace opt {

inline constexpr Option provider{
    .name = "provider",
    .placeholder = "KIND",
    .help =
        "What answers: offline (the recordings alone) or a kind of language model. Without it "
        "WMH_PROVIDER, else what the model was built for, else offline.",
    .choices = provider_choices,
    .problem = provider_problem};
inline constexpr Option llm{
    .name = "model",
    .placeholder = "MODEL",
    .help =
        "The language model. Without it WMH_MODEL, else what the model was built for, else the "
        "kind's default (wmh providers list)."};
inline constexpr Option base_url{.name = "base-url",
                                 .placeholder = "URL",
                                 .help =
                                     "Of a compatible server, as http://127.0.0.1:8080/v1; its "
                                     "key, if any, is WMH_ENDPOINT_API_KEY."};
inline constexpr Option region{.name = "region", .placeholder = "REGION", .help = "Of Bedrock."};
inline constexpr Option deployment{
    .name = "deployment", .placeholder = "NAME", .help = "Of Azure, where it is not the model."};
inline constexpr Option api_version{
    .name = "api-version", .placeholder = "VERSION", .help = "Of Azure or Anthropic."};
inline constexpr Option reasoning_effort{.name = "reasoning-effort",
                                         .placeholder = "EFFORT",
                                         .help = "How long the model may think, in its own words."};
inline constexpr std::string_view token_fields[] = {"max_tokens", "max_completion_tokens"};
inline constexpr Option token_field{.name = "token-field",
                                    .placeholder = "FIELD",
                                    .help = "What a compatible server calls the answer's limit.",
                                    .choices = token_fields};
inline constexpr std::string_view schema_modes[] = {"json_schema", "json_object", "prompt"};
inline constexpr Option schema_mode{.name = "schema-mode",
                                    .placeholder = "MODE",
                                    .help = "How a server is asked for JSON.",
                                    .choices = schema_modes};
inline constexpr std::string_view prompt_caches[] = {"none", "minutes", "hour"};
inline constexpr Option prompt_cache{.name = "prompt-cache",
                                     .placeholder = "TIME",
                                     .help = "How long the provider is to keep the prompt.",
                                     .choices = prompt_caches};
inline constexpr Option fallback{
    .name = "fallback",
    .placeholder = "KIND:MODEL",
    .help = "Asked when those before it are refused, spent or unreachable.",
    .repeatable = true,
    .problem = fallback_problem};
inline constexpr Option recall{
    .name = "recall",
    .placeholder = "WHEN",
    .help =
        "When recordings answer instead of the model: where they decide the answer (decided; "
        "99 of 100 such are right), where their confidence is at least a number up to 1, or "
        "never (off).",
    .fallback = "decided",
    .problem = recall_problem};
inline constexpr Option review_below{
    .name = "review-below",
    .placeholder = "SHARE",
    .help = "Ask the model how sure it is, and once more where it is less sure than this.",
    .takes = Takes::share};
inline constexpr Option temperature{.name = "temperature",
                                    .placeholder = "NUMBER",
                                    .help = "Sent only when given; many models refuse any.",
                                    .takes = Takes::amount};
inline constexpr Option max_cost{.name = "max-cost",
                                 .placeholder = "USD",
                                 .help = "Stop when language models have cost so much.",
                                 .takes = Takes::amount};
inline constexpr Option max_calls{.name = "max-calls",
                                  .placeholder = "N",
                                  .help = "Stop after so many calls to language models.",
                                  .takes = Takes::whole,
                                  .least = 1};
inline constexpr Option record{.name = "record",
                               .placeholder = "FOLDER",
                               .help =
                                   "Keep every exchange with language models there, without "
                                   "keys.",
                               .offer = Offer::folders};
inline constexpr Option replay{.name = "replay",
                               .placeholder = "FOLDER",
                               .help = "Answer from such a folder: no connection, no key, no cost.",
                               .offer = Offer::folders};

inline constexpr Option judge_provider{
    .name = "judge-provider",
    .placeholder = "KIND",
    .help = "The language model that judges. Without it the one that answers.",
    .choices = provider_choices,
    .problem = provider_problem};
inline constexpr Option judge_model{.name = "judge-model",
                                    .placeholder = "MODEL",
                                    .help = "Its model. Without it the kind's default."};

/// The lists of a command's options, one after the other.
template <std::size_t... sizes>
constexpr auto join(const std::array<const Option*, sizes>&... lists) {
  std::array<const Option*, (sizes + ...)> all{};
  std::size_t at = 0;
  const auto append = [&](const auto& list) {
    for (const Option* option : list)
      all[at++] = option;
  };
  (append(lists), ...);
  return all;
}

/// The names that tell where a language model is.
inline constexpr std::array<const Option*, 9> provider_names{
    &llm,         &base_url,    &region,       &deployment,      &api_version,
    &token_field, &schema_mode, &prompt_cache, &reasoning_effort};
inline constexpr std::array<const Option*, 9> conduct{&provider,  &fallback,     &temperature,
                                                      &recall,    &review_below, &max_cost,
                                                      &max_calls, &record,       &replay};
/// Of what serves.
inline constexpr auto language = join(conduct, provider_names);

}  // namespace opt
}  // namespace wmh::cli
