#include <wmh/testing/matchers.hpp>

#include "arguments.hpp"
#include "command.hpp"
#include "language.hpp"
#include "options.hpp"

namespace wmh::cli::testing {
namespace {

using wmh::testing::FailsWith;
using Words = std::vector<std::string>;

constexpr auto listed = opt::join(opt::language, opt::common);
constexpr Command any{.name = "any", .options = listed};

ProviderOptions config_of(std::string kind, std::string model, std::string url = "") {
  ProviderOptions config;
  config.kind = std::move(kind);
  config.model = std::move(model);
  config.base_url = std::move(url);
  return config;
}

struct Case {
  const char* name;
  Words flags;
  EnvironmentVariables environment;
  ProviderOptions config;
  const char* kind;
  const char* model;         ///< Of flags or variables.
  const char* config_model;  ///< That stands behind them.
};

const Case cases[] = {
    {"nothing is named", {}, {}, {}, "offline", "", ""},
    {"a flag", {"--provider", "openai", "--model", "a"}, {}, {}, "openai", "a", ""},
    {"another name of a kind", {"--provider", "azure"}, {}, {}, "azure_openai", "", ""},
    {"a variable", {}, {{"WMH_PROVIDER", "openai"}, {"WMH_MODEL", "b"}}, {}, "openai", "b", ""},
    {"what the model was built for", {}, {}, config_of("bedrock", "c"), "bedrock", "", "c"},
    {"flags before variables",
     {"--provider", "openai", "--model", "a"},
     {{"WMH_PROVIDER", "openai"}, {"WMH_MODEL", "b"}},
     {},
     "openai",
     "a",
     ""},
    {"variables before the config",
     {},
     {{"WMH_MODEL", "b"}},
     config_of("openai", "c"),
     "openai",
     "b",
     "c"},
    {"a model alone for the kind of the config",
     {"--model", "a"},
     {},
     config_of("openai", "c"),
     "openai",
     "a",
     "c"},
    {"the config's names are not another kind's",
     {"--provider", "anthropic"},
     {},
     config_of("openai", "c"),
     "anthropic",
     "",
     ""},
    {"nor are the variables'",
     {"--provider", "anthropic"},
     {{"WMH_PROVIDER", "openai"}, {"WMH_MODEL", "b"}},
     {},
     "anthropic",
     "",
     ""},
    {"offline in spite of the config",
     {"--provider", "offline"},
     {},
     config_of("openai", "c"),
     "offline",
     "",
     ""},
    {"an empty variable is none",
     {},
     {{"WMH_PROVIDER", ""}},
     config_of("openai", "c"),
     "openai",
     "",
     "c"},
};

TEST(LanguageChoice, IsMadeByOnePrecedence) {
  for (const Case& each : cases) {
    SCOPED_TRACE(each.name);
    const Arguments arguments = parse_arguments(any, each.flags).value();
    const LanguageChoice choice = choose_language(arguments, each.config, each.environment);
    EXPECT_EQ(choice.options.kind, each.kind);
    EXPECT_EQ(choice.options.model, each.model);
    EXPECT_EQ(choice.config.model, each.config_model);
    EXPECT_EQ(choice.config.kind, each.kind);
  }
}

TEST(LanguageChoice, AKindThatIsAskedForHolds) {
  const Arguments arguments = parse_arguments(any, {}).value();
  const auto choice =
      choose_language(arguments, {}, {{"WMH_PROVIDER", "openai"}, {"WMH_MODEL", "b"}}, "bedrock");
  EXPECT_EQ(choice.options.kind, "bedrock");
  EXPECT_EQ(choice.options.model, "");
}

TEST(LanguageChoice, RefusesWhatCannotBeMeant) {
  const Words wrong[] = {{"--provider", "gpt"},   {"--recall", "maybe"}, {"--recall", "1.5"},
                         {"--recall", "0"},       {"--fallback", "x:y"}, {"--fallback", "offline"},
                         {"--max-cost", "-1"},    {"--max-calls", "0"},  {"--temperature", "nan"},
                         {"--review-below", "2"}, {"--schema-mode", "x"}};
  for (const Words& words : wrong)
    EXPECT_THAT(parse_arguments(any, words), FailsWith(errc::invalid_argument)) << words[1];
}

}  // namespace
}  // namespace wmh::cli::testing
