#include "support/providers/bodies.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wmh::testing {
namespace {

bool lists(const json::value* names, std::string_view name) {
  if (names == nullptr || !names->is_array()) return false;
  const json::array& all = names->get_array();
  return std::any_of(all.begin(), all.end(),
                     [&](const json::value& each) { return each == json::value(name); });
}

void check_object(const json::object& schema, bool all_required, Fields& at) {
  const json::value* open = schema.if_contains("additionalProperties");
  if (open == nullptr || *open != json::value(false)) at.note("schema", "has an open object");
  const json::value* properties = schema.if_contains("properties");
  if (!all_required || properties == nullptr || !properties->is_object()) return;
  for (const auto& property : properties->get_object())
    if (!lists(schema.if_contains("required"), property.key()))
      at.note("schema", fmt::format("does not require {}", std::string_view(property.key())));
}

}  // namespace

void check_closed(const json::value& schema, bool all_required, Fields& at) {
  if (schema.is_array())
    for (const json::value& each : schema.get_array())
      check_closed(each, all_required, at);
  if (!schema.is_object()) return;
  const json::object& object = schema.get_object();
  const json::value* type = object.if_contains("type");
  const bool is_object =
      type != nullptr && (*type == json::value("object") || lists(type, "object"));
  if (is_object) check_object(object, all_required, at);
  for (const auto& member : object)
    check_closed(member.value(), all_required, at);
}

void read_schema(Asked& asked, Fields& format, bool all_required) {
  const json::value* schema = format.any("schema");
  if (schema == nullptr) return;
  if (!schema->is_object()) return format.note("schema", "is no object");
  check_closed(*schema, all_required, format);
  asked.schema = schema->get_object();
}

void read_turns(Asked& asked, Fields& body, std::string_view name) {
  Problem problem;
  for (const json::value& each : body.list(name)) {
    Fields turn(&each, fmt::format("[{}]", asked.messages.size()), problem);
    const auto role = turn.word("role", {"user", "assistant"});
    asked.messages.push_back({role == "user" ? Role::user : Role::assistant, turn.text("content")});
    turn.end();
  }
  if (problem.found()) body.note(name, problem.text());
  check_turns(asked, body, name);
}

void check_turns(const Asked& asked, Fields& body, std::string_view name) {
  if (asked.messages.empty() || asked.messages.front().role != Role::user)
    body.note(name, "does not begin with the user");
}

}  // namespace wmh::testing
