#pragma once

#include <wmh/export.hpp>
#include <wmh/version.hpp>

#include <boost/json/object.hpp>

#include <chrono>
#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

WMH_BEGIN_NAMESPACE

namespace json = boost::json;

enum class ActionKind { tool_call, message };
WMH_API std::string_view to_string(ActionKind kind) noexcept;

/// What the agent did: it called a tool or it said something.
///
/// Recordings can lack a tool's name or a message's text; such an action has no name (no content),
/// which is not the same as an empty one. Distinct objects: safe. Shared objects: unsafe.
class Action {
 public:
  static Action tool_call(std::optional<std::string> name, json::object arguments = {}) {
    return Action(ActionKind::tool_call, std::move(name), std::move(arguments), std::nullopt);
  }
  static Action message(std::optional<std::string> content) {
    return Action(ActionKind::message, std::nullopt, {}, std::move(content));
  }

  ActionKind kind() const noexcept { return kind_; }
  const json::object& arguments() const noexcept { return arguments_; }  ///< Empty for a message.
  const std::optional<std::string>& optional_name() const noexcept { return name_; }
  const std::optional<std::string>& optional_content() const noexcept { return content_; }

  /// The tool's name; empty for a message and for a tool call without one.
  std::string_view name() const noexcept {
    return name_ ? std::string_view(*name_) : std::string_view();
  }
  /// The message's text; empty for a tool call and for a message without any.
  std::string_view content() const noexcept {
    return content_ ? std::string_view(*content_) : std::string_view();
  }

  bool operator==(const Action&) const = default;

 private:
  Action(ActionKind kind, std::optional<std::string> name, json::object arguments,
         std::optional<std::string> content)
      : kind_(kind),
        name_(std::move(name)),
        arguments_(std::move(arguments)),
        content_(std::move(content)) {}

  ActionKind kind_;
  std::optional<std::string> name_;
  json::object arguments_;
  std::optional<std::string> content_;
};

/// What the environment answered.
struct Observation {
  std::string content{};
  bool is_error = false;
  std::optional<double> reward{};  ///< Set on the last step of a judged episode.
  json::object metadata{};  ///< `source`, `evidence`, `state_note`: see docs/architecture.md.

  bool operator==(const Observation&) const = default;
};

/// The environment as the agent sees it: machine-readable facts and the model's own notes.
struct EnvState {
  json::object structured{};
  std::string scratchpad{};

  bool operator==(const EnvState&) const = default;
};

/// One transition (state, action) -> observation: the unit of retrieval and of scoring.
struct Step {
  Action action;
  Observation observation{};
  EnvState state_before{};
  std::optional<std::string> task{};
  std::vector<std::string> raw_span_ids{};

  bool operator==(const Step&) const = default;
};

/// One recorded agent run.
struct Trace {
  std::string trace_id{};
  std::vector<Step> steps{};
  std::string source = "unknown";
  json::object metadata{};

  bool operator==(const Trace&) const = default;
};

/// A step and where it was recorded. `trace_id` is empty when the recording does not say.
struct RecordedStep {
  Step step;
  std::string trace_id{};
  std::size_t index = 0;  ///< Position of the step in its trace, from 0.

  bool operator==(const RecordedStep&) const = default;
};

/// Names a live session. Opaque: compare it, print it, pass it back.
class SessionId {
 public:
  explicit SessionId(std::string value) : value_(std::move(value)) {}
  const std::string& str() const noexcept { return value_; }
  auto operator<=>(const SessionId&) const = default;

 private:
  std::string value_;
};

/// A snapshot of a live session. Changing it changes nothing in the model.
struct Session {
  SessionId id;
  std::optional<std::string> task{};
  EnvState state{};
  std::vector<Step>
      history{};  ///< The last steps, oldest first; see WorldModelOptions::max_history.
  std::size_t steps_taken = 0;  ///< All steps of the session, forgotten ones included.
  std::optional<std::int64_t> seed{};
  std::string world{};  ///< See SessionStart, as for the next.
  std::string owner{};
  std::chrono::system_clock::time_point opened{};
};

WMH_END_NAMESPACE
