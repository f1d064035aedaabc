#pragma once

#include <wmh/types.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What an argument text says about the part of a longer text that it asks for.
struct ArgumentHints {
  std::vector<std::size_t> numbers{};  ///< Whole numbers up to 9,999, each once, the first six.
  std::vector<std::string> quoted{};   ///< Quoted texts and their alternatives, the first 24.
};
ArgumentHints hints_of(std::string_view arguments);

}  // namespace detail
WMH_END_NAMESPACE
