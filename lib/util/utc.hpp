#pragma once

#include <wmh/version.hpp>

#include <string>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The time now as "2026-01-31T23:59:59Z".
std::string utc_now();

}  // namespace detail
WMH_END_NAMESPACE
