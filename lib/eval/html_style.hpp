#pragma once

#include <wmh/version.hpp>

#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The style of the report: system fonts, light and dark as the reader's system, one column on a
/// phone.
extern const std::string_view html_style;

}  // namespace detail
WMH_END_NAMESPACE
