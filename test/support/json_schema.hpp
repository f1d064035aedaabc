#pragma once

#include <wmh/json.hpp>

#include <boost/json/array.hpp>

#include <algorithm>

namespace wmh::testing {

/// Compares values with the schemas of an OpenAPI document, over the keywords that ours uses: $ref,
/// anyOf, const, enum, type, required, properties, additionalProperties, items, minimum, maximum,
/// maxItems, maxLength. A member that a schema does not name is an offence, unless the schema says
/// what further members are.
class SchemaCheck {
 public:
  explicit SchemaCheck(const json::value& document) : document_(document) {}

  /// What is wrong, each with the way to it; empty when nothing is.
  std::vector<std::string> offences(const json::value& schema, const json::value& value,
                                    const std::string& way = "answer") const {
    std::vector<std::string> found;
    check(resolved(schema).get_object(), value, way, found);
    return found;
  }

  /// What a reference stands for; anything else is itself.
  const json::value& resolved(const json::value& part) const {
    const json::value* reference =
        part.is_object() ? part.get_object().if_contains("$ref") : nullptr;
    if (!reference) return part;
    return document_.at_pointer(std::string_view(reference->get_string()).substr(1));
  }

 private:
  using Found = std::vector<std::string>;

  void check(const json::object& schema, const json::value& value, const std::string& way,
             Found& found) const {
    if (const auto* choices = schema.if_contains("anyOf"))
      return check_choices(choices->get_array(), value, way, found);
    if (const auto* only = schema.if_contains("const"); only && *only != value)
      found.push_back(way + ": is not " + to_text(*only));
    if (const auto* allowed = schema.if_contains("enum"); allowed && !holds(*allowed, value))
      found.push_back(way + ": is none of " + to_text(*allowed));
    if (const auto* type = schema.if_contains("type"); type && !is_of(*type, value)) {
      found.push_back(way + ": is no " + to_text(*type) + ": " + to_text(value));
      return;
    }
    if (value.is_object()) check_members(schema, value.get_object(), way, found);
    if (value.is_array()) check_items(schema, value.get_array(), way, found);
    if (value.is_number()) check_bounds(schema, value.to_number<double>(), way, found);
  }

  void check_choices(const json::array& choices, const json::value& value, const std::string& way,
                     Found& found) const {
    Found best;
    for (const json::value& each : choices) {
      const Found wrong = offences(each, value, way);
      if (wrong.empty()) return;
      if (best.empty() || wrong.size() < best.size()) best = wrong;
    }
    found.insert(found.end(), best.begin(), best.end());
  }

  void check_members(const json::object& schema, const json::object& value, const std::string& way,
                     Found& found) const {
    if (const auto* required = schema.if_contains("required"))
      for (const json::value& name : required->get_array())
        if (!value.contains(name.get_string())) found.push_back(way + ": lacks " + to_text(name));
    const auto* properties = schema.if_contains("properties");
    const auto* further = schema.if_contains("additionalProperties");
    for (const auto& [name, member] : value) {
      const std::string there = way + "." + std::string(name);
      const json::value* known = properties ? properties->get_object().if_contains(name) : nullptr;
      if (!known && further && further->is_object()) known = further;
      if (known)
        check(resolved(*known).get_object(), member, there, found);
      else if (!further || *further == false)
        found.push_back(there + ": the schema does not know it");
    }
  }

  void check_items(const json::object& schema, const json::array& value, const std::string& way,
                   Found& found) const {
    if (const auto* most = schema.if_contains("maxItems"))
      if (value.size() > most->to_number<std::size_t>()) found.push_back(way + ": is too long");
    const auto* items = schema.if_contains("items");
    for (std::size_t i = 0; items && i < value.size(); ++i)
      check(resolved(*items).get_object(), value[i], way + "." + std::to_string(i), found);
  }

  static void check_bounds(const json::object& schema, double value, const std::string& way,
                           Found& found) {
    const auto* least = schema.if_contains("minimum");
    const auto* most = schema.if_contains("maximum");
    if (least && value < least->to_number<double>()) found.push_back(way + ": is too small");
    if (most && value > most->to_number<double>()) found.push_back(way + ": is too large");
  }

  static bool holds(const json::value& list, const json::value& value) {
    const json::array& all = list.get_array();
    return std::find(all.begin(), all.end(), value) != all.end();
  }

  static bool is_of(const json::value& type, const json::value& value) {
    if (type.is_array())
      return std::any_of(type.get_array().begin(), type.get_array().end(),
                         [&](const json::value& each) { return is_of(each, value); });
    const auto& name = type.get_string();
    return (name == "object" && value.is_object()) || (name == "array" && value.is_array()) ||
           (name == "string" && value.is_string()) || (name == "boolean" && value.is_bool()) ||
           (name == "null" && value.is_null()) || (name == "number" && value.is_number()) ||
           (name == "integer" && (value.is_int64() || value.is_uint64()));
  }

  const json::value& document_;
};

}  // namespace wmh::testing
