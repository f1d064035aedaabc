#include "providers/resolve.hpp"

#include "providers/aws_credentials.hpp"
#include "providers/endpoint.hpp"
#include "providers/models.hpp"
#include "providers/variables.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::pair<std::string_view, TokenField> token_fields[] = {
    {"max_completion_tokens", TokenField::max_completion_tokens},
    {"max_tokens", TokenField::max_tokens},
};
constexpr std::pair<std::string_view, SchemaMode> schema_modes[] = {
    {"json_schema", SchemaMode::json_schema},
    {"json_object", SchemaMode::json_object},
    {"prompt", SchemaMode::prompt},
};
constexpr std::pair<std::string_view, PromptCache> prompt_caches[] = {
    {"none", PromptCache::none},
    {"minutes", PromptCache::minutes},
    {"hour", PromptCache::hour},
};

/// Fills settings step by step; the first thing that is wrong becomes the error.
class Resolver {
 public:
  Resolver(const ProviderChoice& flags, const Environment& environment,
           const ProviderChoice& config, const AwsFiles& files)
      : flags_(flags), environment_(environment), config_(config), files_(files) {}

  Result<ProviderSettings> resolve() {
    read_kind();
    read_names();
    read_address();
    read_dialect();
    read_key();
    if (failure_) return std::move(*failure_);
    return std::move(settings_);
  }

 private:
  using Member = std::string ProviderChoice::*;

  /// By the one precedence; `use` is the variable's between flags and config.
  std::string choose(Member member, std::optional<VariableUse> use = {}) const {
    std::string value = flags_.*member;
    if (value.empty() && use) value = variable(settings_.kind, *use, environment_);
    return value.empty() ? config_.*member : value;
  }

  void read_kind() {
    const std::string name = choose(&ProviderChoice::kind);
    const auto kind = provider_kind(name.empty() ? "anthropic" : name);
    if (kind)
      settings_.kind = *kind;
    else
      fail(errc::invalid_argument,
           fmt::format("no provider {}; have: anthropic, azure, azure_openai, bedrock, openai, "
                       "openai_responses",
                       name));
  }

  void read_names() {
    settings_.model = choose(&ProviderChoice::model);
    settings_.deployment = choose(&ProviderChoice::deployment);
    settings_.embed_model = choose(&ProviderChoice::embed_model);
    settings_.reasoning_effort = choose(&ProviderChoice::reasoning_effort);
    settings_.api_version = choose(&ProviderChoice::api_version, VariableUse::api_version);
    if (settings_.model.empty()) settings_.model = settings_.deployment;
    if (settings_.model.empty()) settings_.model = default_model(settings_.kind);
    if (settings_.embed_model.empty()) settings_.embed_model = default_embed_model(settings_.kind);
    if (settings_.model.empty())
      fail(errc::invalid_argument,
           fmt::format("{}: no deployment; name the one to use", to_string(settings_.kind)));
  }

  void read_address() {
    settings_.base_url = choose(&ProviderChoice::endpoint, VariableUse::base_url);
    named_by_environment_ = flags_.endpoint.empty() && !value_of(VariableUse::base_url).empty();
    if (settings_.kind == ProviderKind::bedrock) {
      auto region = find_aws_region(choose_region(), environment_, files_);
      if (region)
        settings_.region = std::move(*region);
      else
        take(std::move(region).error());
    }
    if (settings_.base_url.empty())
      settings_.base_url = default_base_url(settings_.kind, settings_.region);
    if (settings_.base_url.empty())
      fail(errc::invalid_argument,
           fmt::format("{}: no endpoint; set AZURE_OPENAI_ENDPOINT", to_string(settings_.kind)));
    else if (auto checked = check_base_url(settings_.base_url); !checked)
      take(std::move(checked).error());
  }

  /// The config's region stands behind the environment's, as everything of it.
  std::string choose_region() const {
    for (const std::string_view name : {"AWS_REGION", "AWS_DEFAULT_REGION"})
      if (flags_.region.empty() && !variable(environment_, name).empty()) return {};
    return choose(&ProviderChoice::region);
  }

  void read_dialect() {
    const bool modern = is_openai_host(settings_.base_url);
    settings_.token_field = modern ? TokenField::max_completion_tokens : TokenField::max_tokens;
    settings_.base64_embeddings = modern;
    read_word(&ProviderChoice::token_field, token_fields, settings_.token_field, "token_field");
    read_word(&ProviderChoice::schema_mode, schema_modes, settings_.schema_mode, "schema_mode");
    read_word(&ProviderChoice::prompt_cache, prompt_caches, settings_.prompt_cache, "prompt_cache");
  }

  template <class Enum, std::size_t n>
  void read_word(Member member, const std::pair<std::string_view, Enum> (&words)[n], Enum& value,
                 std::string_view name) {
    const std::string given = choose(member);
    if (given.empty()) return;
    std::string known;
    for (const auto& [word, meaning] : words) {
      if (word == given) {
        value = meaning;
        return;
      }
      known += fmt::format("{}{}", known.empty() ? "" : ", ", word);
    }
    fail(errc::invalid_argument, fmt::format("no {} {}; have: {}", name, given, known));
  }

  void read_key() {
    const bool vendor = is_vendor_host(settings_.kind, settings_.base_url);
    if (!vendor && !named_by_environment_) {
      take_key(endpoint_key, variable(environment_, endpoint_key));
      return;
    }
    for (const ProviderVariable& each : variables_of(settings_.kind)) {
      const bool holds = each.use == VariableUse::key || each.use == VariableUse::token;
      const std::string_view value = variable(environment_, each.name);
      if (!holds || value.empty()) continue;
      settings_.bearer = each.use == VariableUse::token;
      take_key(each.name, value);
      break;
    }
    read_headers();
    if (vendor && settings_.key.empty() && settings_.kind != ProviderKind::bedrock)
      fail(errc::unauthorized,
           fmt::format("{}: no key; set {}", to_string(settings_.kind), key_variable()));
  }

  std::string_view key_variable() const noexcept {
    for (const ProviderVariable& each : variables_of(settings_.kind))
      if (each.use == VariableUse::key) return each.name;
    return {};
  }

  void take_key(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    auto key = read_secret(value, name);
    if (key)
      settings_.key = std::move(*key);
    else
      take(std::move(key).error());
  }

  void read_headers() {
    settings_.organization = value_of(VariableUse::organization);
    settings_.project = value_of(VariableUse::project);
    auto headers = parse_headers(value_of(VariableUse::headers));
    if (headers)
      settings_.headers = std::move(*headers);
    else
      take(std::move(headers).error());
  }

  std::string_view value_of(VariableUse use) const noexcept {
    return variable(settings_.kind, use, environment_);
  }
  void fail(errc code, std::string message) { take(Error(code, std::move(message))); }
  void take(Error error) {
    if (!failure_) failure_ = std::move(error);
  }

  const ProviderChoice& flags_;
  const Environment& environment_;
  const ProviderChoice& config_;
  const AwsFiles& files_;
  ProviderSettings settings_{};
  bool named_by_environment_ = false;  // the address
  std::optional<Error> failure_{};
};

}  // namespace

Result<ProviderSettings> resolve_settings(const ProviderChoice& flags,
                                          const Environment& environment,
                                          const ProviderChoice& config, const AwsFiles& files) {
  return Resolver(flags, environment, config, files).resolve();
}

}  // namespace detail
WMH_END_NAMESPACE
