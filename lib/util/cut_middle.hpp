#pragma once

#include <wmh/version.hpp>

#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A text of at most `most` bytes as it is; of a longer one its head and its tail, cut between code
/// points, with a line between them that says how many bytes are left out. That line comes on top
/// of `most`.
std::string cut_middle(std::string_view text, std::size_t most);
/// Appends that to `out`.
void append_cut_middle(std::string& out, std::string_view text, std::size_t most);
/// Does it to what `out` holds from `begin` on.
void cut_middle_from(std::string& out, std::size_t begin, std::size_t most);

/// The longest beginning of at most `most` bytes that ends between code points.
std::string_view head_of(std::string_view text, std::size_t most) noexcept;
/// The longest such end.
std::string_view tail_of(std::string_view text, std::size_t most) noexcept;

}  // namespace detail
WMH_END_NAMESPACE
