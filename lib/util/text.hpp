#pragma once

#include <wmh/version.hpp>

#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Without leading and trailing ASCII white space.
std::string_view trim(std::string_view text) noexcept;

}  // namespace detail
WMH_END_NAMESPACE
