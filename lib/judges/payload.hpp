#pragma once

#include <wmh/types.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

// What judges are shown. Lengths and limits are in code points.

constexpr std::size_t shown_characters = 12'000;
constexpr std::size_t all_characters = std::string_view::npos;

std::size_t count_characters(std::string_view text) noexcept;

/// The first and the last half of `limit` characters, and between them how many are left out; the
/// whole text where it is no longer than that.
std::string cut_characters(std::string_view text, std::size_t limit);

/// One line of JSON: is_error, content_length, empty_content, content. A content that is cut comes
/// with the digest of the whole.
std::string show_observation(const Observation& observation, std::size_t limit);

/// One line of JSON: kind, and name and arguments, or content.
std::string show_action(const Action& action, std::size_t limit);

/// The case that a judge is asked about: action, actual and predicted observation.
std::string show_comparison(const Step& truth, const Observation& predicted, std::size_t limit);

}  // namespace detail
WMH_END_NAMESPACE
