#pragma once

#include <wmh/version.hpp>

#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Rewrites what Python reads or writes as JSON and strict readers refuse: lone surrogates and
/// invalid UTF-8 in strings become U+FFFD, integers beyond 64 bits become doubles, NaN, Infinity
/// and numbers beyond a double become null. Everything else stays, mistakes too.
std::string repair_json(std::string_view text);

}  // namespace detail
WMH_END_NAMESPACE
