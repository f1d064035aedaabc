#pragma once

#include <wmh/version.hpp>

#include <map>
#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Environment variables by name, as they were when the process was asked once.
using Environment = std::map<std::string, std::string, std::less<>>;

/// The variable's value; empty when it is not set. One that is set to nothing counts as not set.
inline std::string_view variable(const Environment& environment, std::string_view name) noexcept {
  const auto at = environment.find(name);
  return at == environment.end() ? std::string_view() : std::string_view(at->second);
}

}  // namespace detail
WMH_END_NAMESPACE
