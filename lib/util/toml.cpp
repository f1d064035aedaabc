#include "util/toml.hpp"

// Compiled in here, once, and without exceptions.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <toml++/toml.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

namespace json = boost::json;

json::value to_value(const toml::node& node);

json::object to_object(const toml::table& table) {
  json::object object;
  for (const auto& [key, node] : table)
    object[std::string(key.str())] = to_value(node);
  return object;
}

json::array to_array(const toml::array& items) {
  json::array array;
  for (const auto& node : items)
    array.push_back(to_value(node));
  return array;
}

json::value to_value(const toml::node& node) {
  if (const auto* table = node.as_table()) return to_object(*table);
  if (const auto* array = node.as_array()) return to_array(*array);
  if (const auto* text = node.as_string()) return json::value(text->get());
  if (const auto* number = node.as_integer()) return json::value(number->get());
  if (const auto* number = node.as_floating_point()) return json::value(number->get());
  if (const auto* flag = node.as_boolean()) return json::value(flag->get());
  std::ostringstream text;
  text << toml::node_view<const toml::node>(node);
  return json::value(text.str());
}

}  // namespace

Result<TomlDocument> parse_toml(std::string_view text, std::string_view name) {
  const toml::parse_result parsed = toml::parse(text, name);
  if (!parsed)
    return Error(errc::invalid_argument,
                 fmt::format("{}:{}: {}", name, parsed.error().source().begin.line,
                             parsed.error().description()));
  TomlDocument document{to_object(parsed.table()), {}};
  for (const auto& [key, node] : parsed.table())
    document.lines[std::string(key.str())] = key.source().begin.line;
  return document;
}

const json::value* TomlReader::find(std::string_view key) {
  known_.emplace_back(key);
  return document_.root.if_contains(key);
}

void TomlReader::read(std::string_view key, std::string& value) {
  const auto* found = find(key);
  if (!found) return;
  if (const auto* text = found->if_string()) value.assign(text->data(), text->size());
  if (!found->is_string()) fail(key, "must be a string");
}

void TomlReader::read(std::string_view key, bool& value) {
  const auto* found = find(key);
  if (!found) return;
  if (found->is_bool()) value = found->get_bool();
  if (!found->is_bool()) fail(key, "must be true or false");
}

void TomlReader::read(std::string_view key, double& value) {
  const auto* found = find(key);
  if (!found) return;
  if (found->is_number()) value = found->to_number<double>();
  if (!found->is_number()) fail(key, "must be a number");
}

void TomlReader::read(std::string_view key, std::int64_t& value, std::int64_t least) {
  const auto* found = find(key);
  if (!found) return;
  if (!found->is_int64() || found->get_int64() < least)
    return fail(key, fmt::format("must be a whole number from {} up", least));
  value = found->get_int64();
}

void TomlReader::read(std::string_view key, std::vector<std::string>& value) {
  const auto* found = find(key);
  if (!found) return;
  const auto* items = found->if_array();
  if (!items) return fail(key, "must be a list of strings");
  value.clear();
  for (const json::value& item : *items) {
    if (!item.is_string()) return fail(key, "must be a list of strings");
    value.emplace_back(item.get_string());
  }
}

void TomlReader::fail(std::string_view key, std::string_view problem) {
  if (failure_) return;
  const auto line = document_.lines.find(key);
  const unsigned at = line == document_.lines.end() ? 1 : line->second;
  failure_ = Error(errc::invalid_argument, fmt::format("{}:{}: {} {}", name_, at, key, problem));
}

void TomlReader::refuse_unknown_keys() {
  for (const auto& [key, line] : document_.lines)
    if (std::find(known_.begin(), known_.end(), key) == known_.end())
      fail(key, fmt::format("is not a key of this file; known: {}", fmt::join(known_, ", ")));
}

}  // namespace detail
WMH_END_NAMESPACE
