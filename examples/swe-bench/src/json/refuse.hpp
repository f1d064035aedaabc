#pragma once

#include <wmh/error.hpp>

#include <fmt/format.h>

namespace swe {

using wmh::Result;

/// What a tool answers to a call that it does not make.
template <class... Args>
wmh::Error refuse(fmt::format_string<Args...> text, Args&&... args) {
  return {wmh::errc::invalid_argument, fmt::format(text, std::forward<Args>(args)...)};
}

}  // namespace swe
