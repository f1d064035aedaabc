#pragma once

#include <wmh/version.hpp>

#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What a language model is told before it plays an environment, where nothing better was found.
std::string_view base_prompt() noexcept;

}  // namespace detail
WMH_END_NAMESPACE
