#pragma once

#include "util/environment.hpp"

#include <optional>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What ~/.aws/credentials and ~/.aws/config hold; empty where there is no such file.
struct AwsFiles {
  std::string credentials{};
  std::string config{};
};

/// The settings of one profile: keys in small letters.
using AwsProfile = std::map<std::string, std::string, std::less<>>;

/// The section of a file in AWS's form of INI: comments begin a line, values keep their "=", lines
/// that are indented belong to a sub-section and are passed over. nullopt without that section.
std::optional<AwsProfile> read_section(std::string_view text, std::string_view section);

/// A profile out of both files, the credentials file first. nullopt when neither has it.
std::optional<AwsProfile> read_profile(const AwsFiles& files, std::string_view name);

/// The profile that the environment asks for: AWS_PROFILE, AWS_DEFAULT_PROFILE, else "default".
std::string profile_name(const Environment& environment);

}  // namespace detail
WMH_END_NAMESPACE
