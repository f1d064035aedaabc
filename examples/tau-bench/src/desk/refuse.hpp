#pragma once

#include <wmh/error.hpp>

#include <fmt/format.h>

namespace tau {

/// What a tool says instead of a result: DeskEnv shows it to the agent as "Error: <text>".
template <class... Values>
wmh::Error refuse(fmt::format_string<Values...> text, Values&&... values) {
  return {wmh::errc::invalid_argument, fmt::format(text, std::forward<Values>(values)...)};
}

}  // namespace tau
