#include <wmh/json.hpp>

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace {

json::value nullable(const std::optional<std::string>& text) {
  if (!text) return nullptr;
  return json::value(*text);
}

/// Reads the members of one object; the first member of a wrong type is kept as the error.
class Reader {
 public:
  Reader(const json::value& value, std::string_view what) : what_(what) {
    if (const auto* object = value.if_object()) {
      object_ = object;
    } else {
      problem_ = fmt::format("{} must be a JSON object", what);
    }
  }

  /// The member, or null when it is absent or null.
  const json::value* member(std::string_view key) const {
    const json::value* value = object_ ? object_->if_contains(key) : nullptr;
    return value && !value->is_null() ? value : nullptr;
  }

  std::optional<std::string> text(std::string_view key) {
    const json::value* value = member(key);
    if (!value) return std::nullopt;
    if (const auto* string = value->if_string()) return std::string(*string);
    wrong(key, "a string");
    return std::nullopt;
  }

  bool boolean(std::string_view key) {
    const json::value* value = member(key);
    if (value && !value->is_bool()) wrong(key, "true or false");
    return value && value->is_bool() && value->get_bool();
  }

  std::optional<double> number(std::string_view key) {
    const json::value* value = member(key);
    if (!value) return std::nullopt;
    if (value->is_number()) return value->to_number<double>();
    wrong(key, "a number");
    return std::nullopt;
  }

  json::object object(std::string_view key) {
    const json::value* value = member(key);
    if (!value) return {};
    if (const auto* object = value->if_object()) return *object;
    wrong(key, "an object");
    return {};
  }

  const json::array* array(std::string_view key) {
    const json::value* value = member(key);
    if (value && !value->is_array()) wrong(key, "an array");
    return value ? value->if_array() : nullptr;
  }

  void fail(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
  }

  /// Takes the value over, or its problem.
  template <class T>
  std::optional<T> take(Result<T> result) {
    if (result) return std::move(*result);
    fail(result.error().message());
    return std::nullopt;
  }

  bool failed() const noexcept { return !problem_.empty(); }
  Error error() const { return {errc::invalid_argument, problem_}; }

 private:
  void wrong(std::string_view key, std::string_view expected) {
    fail(fmt::format("{}.{} must be {}", what_, key, expected));
  }

  const json::object* object_ = nullptr;
  std::string_view what_;
  std::string problem_;
};

template <class T>
Result<T> finish(const Reader& reader, T value) {
  if (reader.failed()) return reader.error();
  return value;
}

json::array steps_to_json(const std::vector<Step>& steps) {
  json::array array;
  for (const Step& step : steps)
    array.push_back(to_json(step));
  return array;
}

Result<Action> read_action(Reader& reader, const std::string& kind) {
  auto name = reader.text("name");
  auto arguments = reader.object("arguments");
  auto content = reader.text("content");
  if (reader.failed()) return reader.error();
  if (kind == "tool_call") return Action::tool_call(std::move(name), std::move(arguments));
  if (kind == "message") return Action::message(std::move(content));
  return Error(errc::invalid_argument, "action.kind must be \"tool_call\" or \"message\"");
}

}  // namespace

json::object to_json(const Action& action) {
  return {{"kind", json::value(to_string(action.kind()))},
          {"name", nullable(action.optional_name())},
          {"arguments", action.arguments()},
          {"content", nullable(action.optional_content())}};
}

json::object to_json(const Observation& observation) {
  json::value reward = nullptr;
  if (observation.reward) reward = *observation.reward;
  return {{"content", observation.content},
          {"is_error", observation.is_error},
          {"reward", std::move(reward)},
          {"metadata", observation.metadata}};
}

json::object to_json(const EnvState& state) {
  return {{"structured", state.structured}, {"scratchpad", state.scratchpad}};
}

json::object to_json(const Step& step) {
  json::array spans;
  for (const auto& id : step.raw_span_ids)
    spans.emplace_back(id);
  return {{"action", to_json(step.action)},
          {"observation", to_json(step.observation)},
          {"state_before", to_json(step.state_before)},
          {"task", nullable(step.task)},
          {"raw_span_ids", std::move(spans)}};
}

json::object to_json(const RecordedStep& recorded) {
  json::object object = to_json(recorded.step);
  object["trace_id"] = recorded.trace_id;
  object["index"] = recorded.index;
  return object;
}

json::object to_json(const Trace& trace) {
  return {{"trace_id", trace.trace_id},
          {"steps", steps_to_json(trace.steps)},
          {"source", trace.source},
          {"metadata", trace.metadata}};
}

json::object to_json(const Session& session) {
  return {{"id", session.id.str()},
          {"task", nullable(session.task)},
          {"state", to_json(session.state)},
          {"history", steps_to_json(session.history)}};
}

Result<Action> action_from_json(const json::value& value) {
  Reader reader(value, "action");
  const auto kind = reader.text("kind");
  if (reader.failed()) return reader.error();
  return read_action(reader, kind.value_or(""));
}

Result<Observation> observation_from_json(const json::value& value) {
  Reader reader(value, "observation");
  Observation observation;
  observation.content = reader.text("content").value_or("");
  observation.is_error = reader.boolean("is_error");
  observation.reward = reader.number("reward");
  observation.metadata = reader.object("metadata");
  return finish(reader, std::move(observation));
}

Result<EnvState> state_from_json(const json::value& value) {
  Reader reader(value, "state");
  EnvState state;
  state.structured = reader.object("structured");
  state.scratchpad = reader.text("scratchpad").value_or("");
  return finish(reader, std::move(state));
}

Result<Step> step_from_json(const json::value& value) {
  Reader reader(value, "step");
  const json::value* given = reader.member("action");
  auto action = action_from_json(given ? *given : json::value());
  if (reader.failed()) return reader.error();
  if (!action) return std::move(action).error().in("step");
  Step step{std::move(*action)};
  if (const auto* observation = reader.member("observation"))
    if (auto read = reader.take(observation_from_json(*observation)))
      step.observation = std::move(*read);
  if (const auto* state = reader.member("state_before"))
    if (auto read = reader.take(state_from_json(*state))) step.state_before = std::move(*read);
  step.task = reader.text("task");
  if (const auto* spans = reader.array("raw_span_ids")) {
    for (const json::value& id : *spans) {
      if (!id.is_string()) reader.fail("step.raw_span_ids must hold strings");
      if (id.is_string()) step.raw_span_ids.emplace_back(id.get_string());
    }
  }
  return finish(reader, std::move(step));
}

Result<RecordedStep> recorded_step_from_json(const json::value& value) {
  auto step = step_from_json(value);
  if (!step) return std::move(step).error();
  Reader reader(value, "step");
  RecordedStep recorded{std::move(*step)};
  recorded.trace_id = reader.text("trace_id").value_or("");
  const double index = reader.number("index").value_or(0);
  if (index < 0 || index > 1e15) reader.fail("step.index must be a position from 0");
  if (!reader.failed()) recorded.index = static_cast<std::size_t>(index);
  return finish(reader, std::move(recorded));
}

Result<Trace> trace_from_json(const json::value& value) {
  Reader reader(value, "trace");
  Trace trace;
  trace.trace_id = reader.text("trace_id").value_or("");
  trace.source = reader.text("source").value_or("unknown");
  trace.metadata = reader.object("metadata");
  if (const auto* steps = reader.array("steps"))
    for (const json::value& item : *steps)
      if (auto step = reader.take(step_from_json(item))) trace.steps.push_back(std::move(*step));
  return finish(reader, std::move(trace));
}

WMH_END_NAMESPACE
