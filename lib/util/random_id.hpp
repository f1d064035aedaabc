#pragma once

#include <wmh/version.hpp>

#include <string>

WMH_BEGIN_NAMESPACE
namespace detail {

/// 32 hexadecimal digits from the system's random device.
std::string random_id();

}  // namespace detail
WMH_END_NAMESPACE
