#include "providers/aws_profile.hpp"

#include "util/text.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

bool is_comment(std::string_view line) noexcept {
  return line.starts_with('#') || line.starts_with(';');
}

/// "[ profile  dev ]" is "profile dev".
std::optional<std::string> section_name(std::string_view line) {
  if (!line.starts_with('[')) return std::nullopt;
  std::string name;
  for (const char c : trim(line.substr(1, line.find(']') - 1))) {
    const bool blank = c == ' ' || c == '\t';
    if (!blank || !name.ends_with(' ')) name += blank ? ' ' : c;
  }
  return name;
}

}  // namespace

std::optional<AwsProfile> read_section(std::string_view text, std::string_view section) {
  std::optional<AwsProfile> profile;
  bool inside = false;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (is_comment(trim(line))) continue;
    if (const auto name = section_name(line)) {
      inside = *name == section;
      if (inside && !profile) profile.emplace();
      continue;
    }
    const auto equals = line.find('=');
    const bool indented = line.starts_with(' ') || line.starts_with('\t');
    if (!inside || indented || equals == std::string_view::npos) continue;
    (*profile)[lower_case(trim(line.substr(0, equals)))] = trim(line.substr(equals + 1));
  }
  return profile;
}

std::optional<AwsProfile> read_profile(const AwsFiles& files, std::string_view name) {
  auto profile = read_section(files.credentials, name);
  const std::string in_config = name == "default" ? "default" : "profile " + std::string(name);
  auto more = read_section(files.config, in_config);
  if (!profile) return more;
  if (more) profile->merge(*more);  // what is there already stays
  return profile;
}

std::string profile_name(const Environment& environment) {
  for (const std::string_view name : {"AWS_PROFILE", "AWS_DEFAULT_PROFILE"})
    if (const std::string_view profile = variable(environment, name); !profile.empty())
      return std::string(profile);
  return "default";
}

}  // namespace detail
WMH_END_NAMESPACE
