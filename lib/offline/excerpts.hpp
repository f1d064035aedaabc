#pragma once

#include "offline/argument_hints.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// How a guess is made of a neighbour's answer.
enum class Making : std::uint8_t {
  as_recorded,
  adapted,  ///< With the new arguments' values in place of the neighbour's.
  // Lines of it, chosen by the numbers and the quoted texts of the new arguments:
  first_lines,
  last_lines,
  line_range,
  matching,
  matching_numbered,
  matching_any_case,
  matching_any_case_numbered,
  first_matching,
  first_matching_numbered,
  first_matching_any_case,
  first_matching_any_case_numbered,
  unprefixed,
  after_matching,
  before_matching,
  around_matching
};
inline constexpr std::size_t making_count = 17;

struct Excerpt {
  Making making;
  std::string content;
};

/// Parts of a text that the arguments may ask for, as tools that search and cut text print them.
/// Which of them a call means is learned from recordings. Equal ones may occur twice.
std::vector<Excerpt> excerpts_of(const ArgumentHints& hints, std::string_view content);

}  // namespace detail
WMH_END_NAMESPACE
