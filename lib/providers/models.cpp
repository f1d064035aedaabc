// Prices and sizes as published for November 2026, standard tier.
#include "providers/models.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using std::chrono::sys_days;

constexpr sys_days october_7 = std::chrono::year(2026) / 10 / 7;
constexpr std::int64_t k = 1000;

constexpr Prices claude(double in, double out, double write, double hour, double read) {
  return {in, out, read, write, hour};
}

constexpr Prices older_opus = claude(5, 25, 6.25, 10, 0.50);
constexpr Prices older_sonnet = claude(3, 15, 3.75, 6, 0.30);

constexpr Prices gpt(double in, double cached, std::optional<double> write, double out) {
  return {in, out, cached, write, std::nullopt};
}

/// The whole call above 272 000 tokens: twice the prompt, one and a half times the answer.
constexpr Prices long_gpt(double in, double cached, std::optional<double> write, double out) {
  if (write) write = *write * 2;
  return gpt(in * 2, cached * 2, write, out * 1.5);
}

// Of a model, the row with the highest `above` that the prompt passes holds; of two such rows the
// later one that has begun.
constexpr PriceRow prices[] = {
    {"claude-fable-5-1", 0, {}, claude(10, 50, 12.5, 20, 0.25)},
    {"claude-mythos-5-1", 0, {}, claude(10, 50, 12.5, 20, 0.25)},
    {"claude-opus-5-5", 0, {}, claude(4, 20, 5, 8, 0.20)},
    {"claude-sonnet-5-5", 0, {}, claude(2, 10, 2.5, 4, 0.20)},
    {"claude-sonnet-5-5", 0, october_7, claude(2, 10, 2.5, 4, 0.10)},
    {"claude-haiku-5-5", 0, {}, claude(0.10, 0.50, 0.125, 0.20, 0.01)},
    {"claude-haiku-5-5", 100 * k, {}, claude(0.50, 2.50, 0.625, 1.00, 0.05)},
    {"claude-opus-5", 0, {}, older_opus},
    {"claude-opus-4-8", 0, {}, older_opus},
    {"claude-opus-4-7", 0, {}, older_opus},
    {"claude-opus-4-6", 0, {}, older_opus},
    {"claude-opus-4-5", 0, {}, older_opus},
    {"claude-sonnet-5", 0, {}, claude(2, 10, 2.5, 4, 0.20)},
    {"claude-sonnet-4-6", 0, {}, older_sonnet},
    {"claude-sonnet-4-5", 0, {}, older_sonnet},
    {"claude-haiku-4-5", 0, {}, claude(1, 5, 1.25, 2, 0.10)},
    {"gpt-6.2-astra", 0, {}, gpt(8, 0.40, std::nullopt, 40)},
    {"gpt-6.2-astra", 272 * k, {}, long_gpt(8, 0.40, std::nullopt, 40)},
    {"gpt-6.2-sol", 0, {}, gpt(2, 0.10, std::nullopt, 10)},
    {"gpt-6.2-sol", 272 * k, {}, long_gpt(2, 0.10, std::nullopt, 10)},
    {"gpt-6.1-sol", 0, {}, gpt(2, 0.10, std::nullopt, 10)},
    {"gpt-6.1-sol", 272 * k, {}, long_gpt(2, 0.10, std::nullopt, 10)},
    {"gpt-6-astra", 0, {}, gpt(10, 1.00, 12.5, 50)},
    {"gpt-6-astra", 272 * k, {}, long_gpt(10, 1.00, 12.5, 50)},
    {"gpt-6-sol", 0, {}, gpt(2, 0.20, 2.5, 10)},
    {"gpt-6-sol", 272 * k, {}, long_gpt(2, 0.20, 2.5, 10)},
    {"gpt-6-luna", 0, {}, gpt(0.10, 0.01, 0.125, 0.50)},
    {"gpt-6-luna", 272 * k, {}, long_gpt(0.10, 0.01, 0.125, 0.50)},
    {"gpt-5.6-sol", 0, {}, gpt(5, 0.50, 6.25, 30)},
    {"gpt-5.6-sol", 272 * k, {}, long_gpt(5, 0.50, 6.25, 30)},
    {"gpt-5.6-terra", 0, {}, gpt(2, 0.20, 2.5, 12)},
    {"gpt-5.6-terra", 272 * k, {}, long_gpt(2, 0.20, 2.5, 12)},
    {"gpt-5.6-luna", 0, {}, gpt(0.20, 0.02, 0.25, 1.20)},
    {"gpt-5.6-luna", 272 * k, {}, long_gpt(0.20, 0.02, 0.25, 1.20)},
    {"text-embedding-3-small", 0, {}, {.input = 0.02}},
    {"text-embedding-3-large", 0, {}, {.input = 0.13}},
    {"text-embedding-ada-002", 0, {}, {.input = 0.10}},
};

constexpr ModelSize sizes[] = {
    {"claude-fable-5-1", 1000 * k, 128 * k}, {"claude-mythos-5-1", 1000 * k, 128 * k},
    {"claude-opus-5-5", 1000 * k, 128 * k},  {"claude-sonnet-5-5", 1000 * k, 128 * k},
    {"claude-haiku-5-5", 1000 * k, 128 * k}, {"claude-opus-5", 1000 * k, 128 * k},
    {"claude-opus-4-8", 1000 * k, 0},        {"claude-opus-4-7", 1000 * k, 0},
    {"claude-opus-4-6", 1000 * k, 0},        {"claude-opus-4-5", 200 * k, 0},
    {"claude-sonnet-5", 1000 * k, 128 * k},  {"claude-sonnet-4-6", 1000 * k, 0},
    {"claude-sonnet-4-5", 200 * k, 0},       {"claude-haiku-4-5", 200 * k, 64 * k},
    {"gpt-6.2-astra", 1050 * k, 128 * k},    {"gpt-6.2-sol", 1050 * k, 128 * k},
    {"gpt-6.1-sol", 1050 * k, 128 * k},      {"gpt-6-astra", 1050 * k, 128 * k},
    {"gpt-6-sol", 1050 * k, 128 * k},        {"gpt-6-luna", 1050 * k, 128 * k},
    {"gpt-5.6-sol", 1050 * k, 128 * k},      {"gpt-5.6-terra", 1050 * k, 128 * k},
    {"gpt-5.6-luna", 1050 * k, 128 * k},     {"text-embedding-3-small", 8192, 0},
    {"text-embedding-3-large", 8192, 0},     {"text-embedding-ada-002", 8192, 0},
};

bool is_digits(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Takes off "-v1:0", "-v1" and "-20251001", which some names of Claude have at their end.
std::string_view without_version(std::string_view model) noexcept {
  model = model.substr(0, model.find(':'));
  if (const auto dash = model.rfind("-v"); dash != std::string_view::npos &&
                                           dash + 2 < model.size() &&
                                           is_digits(model.substr(dash + 2)))
    model = model.substr(0, dash);
  const auto dash = model.rfind('-');
  const bool dated = dash != std::string_view::npos && model.size() - dash == 9 &&
                     is_digits(model.substr(dash + 1));
  return dated ? model.substr(0, dash) : model;
}

const Prices* prices_of(std::string_view model, std::int64_t input, sys_days day) noexcept {
  const PriceRow* best = nullptr;
  for (const PriceRow& row : prices) {
    const bool holds =
        row.model == model && row.since <= day && (row.above == 0 || input > row.above);
    if (holds && (best == nullptr || row.above > best->above ||
                  (row.above == best->above && row.since > best->since)))
      best = &row;
  }
  return best ? &best->prices : nullptr;
}

/// Bedrock takes a tenth more where a call must stay in a region.
double place_factor(std::string_view model) noexcept {
  const bool bedrock = model.find("anthropic.claude") != std::string_view::npos;
  return bedrock && !model.starts_with("global.") ? 1.1 : 1;
}

/// nullopt when there are tokens and no price.
std::optional<double> part(std::int64_t tokens, std::optional<double> price) noexcept {
  if (tokens <= 0) return 0;
  if (!price) return std::nullopt;
  return static_cast<double>(tokens) * *price / 1e6;
}

}  // namespace

std::span<const PriceRow> price_rows() noexcept {
  return prices;
}

std::span<const ModelSize> model_sizes() noexcept {
  return sizes;
}

std::string_view plain_model(std::string_view model) noexcept {
  const auto claude = model.find("anthropic.claude");
  if (claude != std::string_view::npos) model.remove_prefix(claude + 10);
  return model.starts_with("claude-") ? without_version(model) : model;
}

const ModelSize* size_of_model(std::string_view model) noexcept {
  for (const ModelSize& size : sizes)
    if (size.model == plain_model(model)) return &size;
  return nullptr;
}

std::optional<double> cost_of(std::string_view model, const TokenUsage& usage, sys_days day) {
  const Prices* price = prices_of(plain_model(model), usage.input_tokens, day);
  if (price == nullptr) return std::nullopt;
  const auto cached = usage.cache_read_tokens + usage.cache_write_tokens;
  const auto brief_writes = usage.cache_write_tokens - usage.long_cache_write_tokens;
  double cost = 0;
  for (const auto sum :
       {part(usage.input_tokens - cached, price->input),
        part(usage.cache_read_tokens, price->cache_read), part(brief_writes, price->cache_write),
        part(usage.long_cache_write_tokens, price->long_cache_write),
        part(usage.output_tokens, price->output)}) {
    if (!sum) return std::nullopt;
    cost += *sum;
  }
  return cost * place_factor(model);
}

std::string_view default_model(ProviderKind kind) noexcept {
  switch (kind) {
    case ProviderKind::anthropic:
      return "claude-opus-5-5";
    case ProviderKind::bedrock:
      return "global.anthropic.claude-opus-5-5";
    case ProviderKind::openai:
    case ProviderKind::openai_responses:
      return "gpt-6.2-astra";
    case ProviderKind::azure_openai:
      break;
  }
  return {};
}

std::string_view default_embed_model(ProviderKind kind) noexcept {
  switch (kind) {
    case ProviderKind::openai:
    case ProviderKind::openai_responses:
      return "text-embedding-3-small";
    case ProviderKind::bedrock:
      return "amazon.titan-embed-text-v2:0";
    case ProviderKind::anthropic:
    case ProviderKind::azure_openai:
      break;
  }
  return {};
}

}  // namespace detail
WMH_END_NAMESPACE
