#pragma once

// JSON from and to the other side of a wire: read without trust, written so that it is always
// valid.
#include <wmh/error.hpp>
#include <wmh/types.hpp>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <string>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Reads a body. Half of a surrogate pair, which a cut answer can end with, becomes U+FFFD.
Result<json::value> read_body(std::string_view body);

/// The object as a body; bytes in it that are not UTF-8 become U+FFFD.
std::string write_body(const json::object& object);

// Each takes null, and a value of any kind, for an object without the member.

/// The member; null when it is absent, or null in JSON.
const json::value* member(const json::value* value, std::string_view key) noexcept;
/// The member of a member: member(value, "error", "message").
template <class... More>
const json::value* member(const json::value* value, std::string_view key, More... more) noexcept {
  return member(member(value, key), more...);
}
/// The elements of an array; an empty array for anything else.
const json::array& elements(const json::value* value) noexcept;
/// The text of a string; empty for anything else.
std::string_view text_of(const json::value* value) noexcept;
/// A number of things: whole, from 0 to 2^53, also when written as 12.0. nullopt for anything else.
std::optional<std::int64_t> count_of(const json::value* value) noexcept;
std::int64_t count_or_zero(const json::value* value) noexcept;

}  // namespace detail
WMH_END_NAMESPACE
