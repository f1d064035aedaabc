#pragma once

#include <wmh/step_log.hpp>

WMH_BEGIN_NAMESPACE

/// A tool of an environment, as an agent is told of it.
struct ToolDescription {
  std::string name{};
  std::string description{};    ///< Empty where no trace carries one.
  json::object input_schema{};  ///< JSON Schema 2020-12 of the arguments, always of an object.
  bool declared = false;        ///< The schema is one that a trace carries, not an induced one.
  std::size_t recorded_calls = 0;
  std::size_t failed_calls = 0;          ///< Those of them that were answered with an error.
  std::vector<json::object> examples{};  ///< Arguments of calls: the first distinct ones.

  bool operator==(const ToolDescription&) const = default;
};

/// What agents can do in an environment, by its recordings.
struct RecordedTools {
  std::vector<ToolDescription> tools{};  ///< By name. Calls without a name are left out.
  std::size_t messages = 0;              ///< Recorded actions that were messages.

  bool operator==(const RecordedTools&) const = default;
};

struct ToolOptions {
  std::size_t examples = 3;  ///< At most so many for each tool, none longer than 1 KiB.
  /// What traces say of their tools: their descriptions and schemas hold, and tools that were never
  /// called are listed too. See IngestReport.
  std::vector<ToolDescription> declared{};
};

/// Lists the tools of a log in one pass. Calls that failed show what agents try rather than what a
/// tool takes: schemas and examples come from the others, where there are any. Equal logs give
/// equal lists; memory does not grow with the log. docs/mcp.md states how a schema is induced.
WMH_API Result<RecordedTools> recorded_tools(const StepLog& log, ToolOptions options = {});

/// {messages, tools: [{name, description, declared, recorded_calls, failed_calls, input_schema,
/// examples}]}.
WMH_API json::object to_json(const RecordedTools& tools);
/// Reads what to_json wrote. Absent members are empty; a tool needs a name and an input_schema.
WMH_API Result<RecordedTools> recorded_tools_from_json(const json::value& value);

WMH_END_NAMESPACE
