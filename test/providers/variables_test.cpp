#include "providers/variables.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

TEST(Variables, TheFirstThatIsSetHolds) {
  const auto version = [](const Environment& environment) {
    return variable(ProviderKind::azure_openai, VariableUse::api_version, environment);
  };
  Environment environment = {{"AZURE_OPENAI_API_VERSION", "habit"}};
  EXPECT_EQ(version({}), "");
  EXPECT_EQ(version(environment), "habit");
  environment["OPENAI_API_VERSION"] = "";
  EXPECT_EQ(version(environment), "habit");
  environment["OPENAI_API_VERSION"] = "official";
  EXPECT_EQ(version(environment), "official");
}

TEST(Variables, EachProviderHasAnAddressAndAWayIn) {
  for (const auto kind :
       {ProviderKind::anthropic, ProviderKind::openai, ProviderKind::openai_responses,
        ProviderKind::azure_openai, ProviderKind::bedrock}) {
    bool address = false;
    bool way_in = false;
    for (const ProviderVariable& each : variables_of(kind)) {
      address = address || each.use == VariableUse::base_url;
      way_in = way_in || each.use == VariableUse::key || each.use == VariableUse::token;
      const ProviderVariable* found =
          find_variable(kind, each.use, {{std::string(each.name), "x"}});
      ASSERT_NE(found, nullptr) << each.name;
      EXPECT_EQ(found->name, each.name);
    }
    EXPECT_TRUE(address && way_in) << to_string(kind);
  }
}

}  // namespace
}  // namespace wmh::detail
