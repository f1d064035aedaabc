#pragma once

#include <wmh/version.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

enum class SpanRole : std::uint8_t { other, model, tool };

/// One span in the words of no format: what a mapper finds and the assembler needs. Whoever hands
/// one out says how long its texts live.
struct SpanRecord {
  std::string_view trace_id{};
  std::string_view span_id{};
  std::int64_t start = 0;
  SpanRole role = SpanRole::other;
  bool is_error = false;
  std::string_view kind{};  ///< The operation or the span's name, for reports.

  std::optional<std::string_view> tool_name{};   ///< On a model span: the tool that it calls.
  std::optional<std::string_view> arguments{};   ///< JSON or, failing that, plain text.
  std::optional<std::string_view> text{};        ///< What the model said, what the tool returned.
  std::optional<std::string_view> prompt{};      ///< The task, if it is the first of its trace.
  std::optional<std::string_view> structured{};  ///< JSON of the state before the action.
  std::optional<std::string_view> scratchpad{};
  std::optional<std::string_view> metadata{};  ///< JSON about the whole trace.

  std::optional<std::string_view> tool_definitions{};  ///< On a model span: JSON, what it may call.
  std::optional<std::string_view> tool_description{};  ///< Of `tool_name`.
};

}  // namespace detail
WMH_END_NAMESPACE
