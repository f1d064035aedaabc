#include "providers/schema.hpp"

#include <wmh/json.hpp>

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

template <std::size_t n>
bool is_one_of(std::string_view word, const std::string_view (&words)[n]) noexcept {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

constexpr std::string_view shapes[] = {"type", "anyOf", "oneOf", "allOf", "$ref"};
constexpr std::string_view alternatives[] = {"anyOf", "oneOf", "allOf"};
constexpr std::string_view named_parts[] = {"properties", "$defs"};

bool is_object_schema(const json::object& schema) {
  const json::value* type = schema.if_contains("type");
  return (type && *type == json::value("object")) || schema.contains("properties");
}

/// Rewrites the schemas inside a keyword's value by `rewrite`, which gives nullopt to give up.
template <class Rewrite>
std::optional<json::value> rewrite_parts(std::string_view keyword, const json::value& value,
                                         const Rewrite& rewrite) {
  const auto part = [&](const json::value& inner) -> std::optional<json::value> {
    if (!inner.is_object()) return inner;
    auto rewritten = rewrite(inner.get_object());
    if (!rewritten) return std::nullopt;
    return json::value(std::move(*rewritten));
  };
  if (keyword == "items") return part(value);
  if (is_one_of(keyword, alternatives) && value.is_array()) {
    json::array all;
    for (const json::value& each : value.get_array()) {
      auto rewritten = part(each);
      if (!rewritten) return std::nullopt;
      all.push_back(std::move(*rewritten));
    }
    return all;
  }
  if (is_one_of(keyword, named_parts) && value.is_object()) {
    json::object all;
    for (const auto& [name, each] : value.get_object()) {
      auto rewritten = part(each);
      if (!rewritten) return std::nullopt;
      all[name] = std::move(*rewritten);
    }
    return all;
  }
  return value;
}

class AnthropicSchema {
 public:
  std::optional<json::object> rewrite(const json::object& schema) {
    const bool shaped = std::any_of(std::begin(shapes), std::end(shapes),
                                    [&](std::string_view key) { return schema.contains(key); });
    if (!shaped) return fail(schema);
    json::object out;
    std::string more;
    for (const auto& [key, value] : schema) {
      if (!is_known(key, value)) {
        more += fmt::format("{}{}: {}", more.empty() ? "" : ", ", std::string_view(key),
                            to_text(value));
        continue;
      }
      const auto again = [this](const json::object& inner) {
        return rewrite(inner);
      };
      auto rewritten = rewrite_parts(key, value, again);
      if (!rewritten) return std::nullopt;
      out[key == "oneOf" ? json::string_view("anyOf") : json::string_view(key)] =
          std::move(*rewritten);
    }
    if (is_object_schema(schema)) out["additionalProperties"] = false;
    if (!more.empty()) describe(out, more);
    return out;
  }

  const std::string& problem() const noexcept { return problem_; }

 private:
  static bool is_known(std::string_view key, const json::value& value) {
    static constexpr std::string_view known[] = {"type",  "enum",       "description", "title",
                                                 "$defs", "$ref",       "anyOf",       "allOf",
                                                 "oneOf", "properties", "required",    "items"};
    static constexpr std::string_view formats[] = {"date-time", "time", "date", "duration", "email",
                                                   "hostname",  "uri",  "ipv4", "ipv6",     "uuid"};
    if (key == "additionalProperties") return true;  // overwritten
    if (key == "minItems") return value == json::value(0) || value == json::value(1);
    if (key == "format") return value.is_string() && is_one_of(value.get_string(), formats);
    return is_one_of(key, known);
  }

  static void describe(json::object& out, const std::string& more) {
    const json::value* said = out.if_contains("description");
    const std::string before =
        said && said->is_string() ? std::string(said->get_string()) + " " : std::string();
    out["description"] = fmt::format("{}({})", before, more);
  }

  std::optional<json::object> fail(const json::object& schema) {
    problem_ = to_text(schema).substr(0, 80);
    return std::nullopt;
  }

  std::string problem_{};
};

/// A schema that takes null as well.
json::value or_null(json::value schema) {
  json::object* object = schema.if_object();
  json::value* type = object ? object->if_contains("type") : nullptr;
  if (type == nullptr || !type->is_string())
    return json::object{{"anyOf", {std::move(schema), {{"type", "null"}}}}};
  if (*type == json::value("null")) return schema;
  *type = json::array{*type, "null"};
  if (json::value* words = object->if_contains("enum"); words && words->is_array())
    words->get_array().push_back(nullptr);
  return schema;
}

void close_object(json::object& schema) {
  json::array all;
  json::value& properties = schema["properties"];
  if (!properties.is_object()) properties = json::object();
  const json::value* required = schema.if_contains("required");
  for (auto& [name, value] : properties.get_object()) {
    const json::value word(name);
    const bool wanted = required && required->is_array() &&
                        std::find(required->get_array().begin(), required->get_array().end(),
                                  word) != required->get_array().end();
    if (!wanted) value = or_null(std::move(value));
    all.push_back(word);
  }
  schema["required"] = std::move(all);
  schema["additionalProperties"] = false;
}

std::optional<json::object> strict_part(const json::object& schema) {
  static constexpr std::string_view refused[] = {"allOf",
                                                 "not",
                                                 "if",
                                                 "then",
                                                 "else",
                                                 "dependentRequired",
                                                 "dependentSchemas",
                                                 "patternProperties"};
  json::object out;
  for (const auto& [key, value] : schema) {
    if (is_one_of(key, refused)) return std::nullopt;
    if (key == "additionalProperties" && value.is_object()) return std::nullopt;
    auto rewritten = rewrite_parts(key, value, strict_part);
    if (!rewritten) return std::nullopt;
    out[key == "oneOf" ? json::string_view("anyOf") : json::string_view(key)] =
        std::move(*rewritten);
  }
  if (is_object_schema(schema)) close_object(out);
  return out;
}

}  // namespace

Result<json::object> anthropic_schema(const json::object& schema) {
  AnthropicSchema writer;
  auto rewritten = writer.rewrite(schema);
  if (rewritten) return std::move(*rewritten);
  return Error(errc::invalid_argument,
               fmt::format("schema: {} has no type; give it one", writer.problem()));
}

std::optional<json::object> strict_schema(const json::object& schema) {
  if (!is_object_schema(schema) || schema.contains("anyOf")) return std::nullopt;
  return strict_part(schema);
}

}  // namespace detail
WMH_END_NAMESPACE
