#pragma once

#include <wmh/json.hpp>
#include <wmh/testbed.hpp>

// What a testbed's program and its user send each other (docs/closed-loop.md), one JSON object a
// line each.
WMH_BEGIN_NAMESPACE
namespace detail {

constexpr std::int64_t protocol_version = 1;
/// Of either side. A longer one is an error.
constexpr std::size_t most_line_bytes = std::size_t{64} << 20;

json::object to_json(const Assignment& assignment);
json::object to_json(const Outcome& outcome);
json::array to_json(std::span<const Step> steps);

Result<Assignment> assignment_from_json(const json::value& value);
Result<Outcome> outcome_from_json(const json::value& value);
Result<std::vector<Step>> steps_from_json(const json::value& value);

/// The member of a message. Fails with errc::invalid_argument where there is none.
Result<const json::value*> member(const json::object& message, std::string_view key);
/// A number from 0, which names an environment or an agent, or counts.
Result<std::size_t> number_member(const json::object& message, std::string_view key);
/// Null where the member is absent or null. Fails where it is anything but text.
Result<std::optional<std::string>> text_member(const json::object& message, std::string_view key);

}  // namespace detail
WMH_END_NAMESPACE
