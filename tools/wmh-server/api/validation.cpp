#include "api/validation.hpp"

#include "api/answers.hpp"
#include "http/given_json.hpp"

#include <fmt/format.h>

#include <charconv>

namespace wmh::server {
namespace {

json::array with(json::array loc, json::value more) {
  loc.push_back(std::move(more));
  return loc;
}

/// Our reader says "... at byte N"; what FastAPI tells is a number.
std::int64_t byte_of(const std::string& message) {
  const std::size_t at = message.rfind("byte ");
  std::int64_t number = 0;
  if (at != std::string::npos)
    std::from_chars(message.data() + at + 5, message.data() + message.size(), number);
  return number;
}

std::optional<Action> action_of(const json::object& object, json::array loc, Issues& issues) {
  Members action(object, std::move(loc), issues);
  const bool has_kind = action.require("kind");
  const auto kind = has_kind ? action.text("kind", false) : std::nullopt;
  const bool is_call = kind == "tool_call";
  if (kind && !is_call && kind != "message")
    issues.add("enum", action.loc_of("kind"), "Input should be 'tool_call' or 'message'",
               json::string(*kind), {{"expected", "'tool_call' or 'message'"}});
  auto name = action.text("name");
  auto content = action.text("content");
  const json::object* arguments = action.object("arguments", false);
  if (!issues.none()) return std::nullopt;
  if (!is_call) return Action::message(std::move(content));
  return Action::tool_call(std::move(name), arguments ? *arguments : json::object());
}

}  // namespace

void Issues::add(std::string_view type, json::array loc, std::string_view message,
                 json::value input) {
  list_.push_back(json::object{
      {"type", type}, {"loc", std::move(loc)}, {"msg", message}, {"input", std::move(input)}});
}

void Issues::add(std::string_view type, json::array loc, std::string_view message,
                 json::value input, json::object context) {
  add(type, std::move(loc), message, std::move(input));
  list_.back().get_object()["ctx"] = std::move(context);
}

Response Issues::answer() const {
  return json_answer({{"detail", list_}}, 422);
}

json::array Members::loc_of(std::string_view name) const {
  return with(loc_, json::string(name));
}

const json::value* Members::find(std::string_view name, bool nullable) const {
  const json::value* value = object_.if_contains(name);
  return value && nullable && value->is_null() ? nullptr : value;
}

bool Members::require(std::string_view name) {
  if (object_.contains(name)) return true;
  issues_.add("missing", loc_of(name), "Field required", object_);
  return false;
}

std::optional<std::string> Members::text(std::string_view name, bool nullable) {
  const json::value* value = find(name, nullable);
  if (!value) return std::nullopt;
  if (value->is_string()) return std::string(value->get_string());
  issues_.add("string_type", loc_of(name), "Input should be a valid string", *value);
  return std::nullopt;
}

std::optional<std::int64_t> Members::whole(std::string_view name, std::int64_t least,
                                           std::int64_t most) {
  const json::value* value = find(name, true);
  if (!value) return std::nullopt;
  boost::system::error_code problem;
  const auto number = value->is_number() ? value->to_number<std::int64_t>(problem) : 0;
  if (value->is_number() && !problem && number >= least && number <= most) return number;
  issues_.add("int_type", loc_of(name),
              fmt::format("Input should be a valid integer from {} to {}", least, most), *value);
  return std::nullopt;
}

std::optional<bool> Members::flag(std::string_view name) {
  const json::value* value = find(name, true);
  if (!value) return std::nullopt;
  if (value->is_bool()) return value->get_bool();
  issues_.add("bool_type", loc_of(name), "Input should be a valid boolean", *value);
  return std::nullopt;
}

const json::object* Members::object(std::string_view name, bool nullable) {
  const json::value* value = find(name, nullable);
  if (!value) return nullptr;
  if (value->is_object()) return &value->get_object();
  issues_.add("dict_type", loc_of(name), "Input should be a valid dictionary", *value);
  return nullptr;
}

const json::array* Members::array(std::string_view name) {
  const json::value* value = find(name, true);
  if (!value) return nullptr;
  if (value->is_array()) return &value->get_array();
  issues_.add("list_type", loc_of(name), "Input should be a valid list", *value);
  return nullptr;
}

std::optional<json::object> read_body(std::string_view body, Issues& issues, bool optional) {
  if (body.empty() && optional) return json::object();
  if (body.empty()) {
    issues.add("missing", {"body"}, "Field required", nullptr);
    return std::nullopt;
  }
  auto value = parse_given_json(body);
  if (!value) {
    const std::string& why = value.error().message();
    issues.add("json_invalid", {"body", byte_of(why)}, "JSON decode error", json::object(),
               {{"error", why}});
    return std::nullopt;
  }
  if (value->is_object()) return std::move(value->get_object());
  issues.add("model_attributes_type", {"body"},
             "Input should be a valid dictionary or object to extract fields from", *value);
  return std::nullopt;
}

std::optional<Action> read_action(Members& parent, std::string_view name, Issues& issues) {
  if (!parent.require(name)) return std::nullopt;
  const json::object* object = parent.object(name, false);
  if (!object) return std::nullopt;
  return action_of(*object, parent.loc_of(name), issues);
}

std::optional<Action> read_action(const json::value& value, const json::array& loc,
                                  Issues& issues) {
  if (value.is_object()) return action_of(value.get_object(), loc, issues);
  issues.add("model_attributes_type", loc,
             "Input should be a valid dictionary or object to extract fields from", value);
  return std::nullopt;
}

EnvState read_state(const json::object& value, json::array loc, Issues& issues) {
  Members members(value, std::move(loc), issues);
  EnvState state;
  if (const json::object* structured = members.object("structured", false))
    state.structured = *structured;
  if (auto scratchpad = members.text("scratchpad", false))
    state.scratchpad = std::move(*scratchpad);
  return state;
}

}  // namespace wmh::server
