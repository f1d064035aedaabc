#pragma once

#include <wmh/error.hpp>
#include <wmh/types.hpp>

#include <boost/json/value.hpp>

#include <filesystem>

WMH_BEGIN_NAMESPACE

// The wire form of the types, as HTTP bodies and artifacts hold it: every member is present, absent
// ones are null. Readers ignore members that they do not know.

WMH_API json::object to_json(const Action& action);
WMH_API json::object to_json(const Observation& observation);
WMH_API json::object to_json(const EnvState& state);
WMH_API json::object to_json(const Step& step);
WMH_API json::object to_json(const RecordedStep& recorded);  ///< A Step with `trace_id`, `index`.
WMH_API json::object to_json(const Trace& trace);
WMH_API json::object to_json(const Session& session);

WMH_API Result<Action> action_from_json(const json::value& value);
WMH_API Result<Observation> observation_from_json(const json::value& value);
WMH_API Result<EnvState> state_from_json(const json::value& value);
WMH_API Result<Step> step_from_json(const json::value& value);
WMH_API Result<RecordedStep> recorded_step_from_json(const json::value& value);
WMH_API Result<Trace> trace_from_json(const json::value& value);

/// Reads one JSON value. The error says at which byte reading stopped. Nesting is limited to 512.
WMH_API Result<json::value> parse_json(std::string_view text);

/// One line of JSON without blanks, UTF-8 as it is.
WMH_API std::string to_text(const json::value& value);

/// Writes `value` and a line feed beside `file` and renames it into place, so that a failure leaves
/// what was there. Anything but a regular file, such as a pipe, is written to directly.
WMH_API Result<Done> write_json(const std::filesystem::path& file, const json::value& value);

/// Sorted keys, no blanks, everything outside ASCII escaped, numbers as Python writes them: the
/// form that is embedded, hashed and compared.
WMH_API std::string canonical_json(const json::value& value);
WMH_API std::string canonical_json(const json::object& object);

/// The same from JSON text, where integers of any length keep their digits.
WMH_API Result<std::string> canonical_json_text(std::string_view text);

WMH_END_NAMESPACE
