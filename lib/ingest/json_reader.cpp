#include "ingest/json_reader.hpp"

#include <wmh/json.hpp>

#include "ingest/json_repair.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace dom = simdjson::dom;

namespace {

/// False when it is nested more deeply than `depth`.
bool convert(dom::element from, unsigned depth, json::value& to);

bool convert_array(dom::array from, unsigned depth, json::value& to) {
  json::array& items = to.emplace_array();
  items.reserve(from.size());
  for (const dom::element item : from)
    if (!convert(item, depth, items.emplace_back(nullptr))) return false;
  return true;
}

bool convert_object(dom::object from, unsigned depth, json::value& to) {
  json::object& members = to.emplace_object();
  members.reserve(from.size());
  for (const auto& [key, value] : from)
    if (!convert(value, depth, members[key])) return false;
  return true;
}

bool convert(dom::element from, unsigned depth, json::value& to) {
  switch (from.type()) {
    case dom::element_type::ARRAY:
      return depth > 0 && convert_array(from.get_array().value_unsafe(), depth - 1, to);
    case dom::element_type::OBJECT:
      return depth > 0 && convert_object(from.get_object().value_unsafe(), depth - 1, to);
    case dom::element_type::INT64:
      to.emplace_int64() = from.get_int64().value_unsafe();
      return true;
    case dom::element_type::UINT64:
      to.emplace_uint64() = from.get_uint64().value_unsafe();
      return true;
    case dom::element_type::DOUBLE:
      to.emplace_double() = from.get_double().value_unsafe();
      return true;
    case dom::element_type::STRING:
      to.emplace_string() = from.get_string().value_unsafe();
      return true;
    case dom::element_type::BOOL:
      to.emplace_bool() = from.get_bool().value_unsafe();
      return true;
    case dom::element_type::NULL_VALUE:
      break;
  }
  to.emplace_null();
  return true;
}

}  // namespace

std::optional<dom::element> JsonReader::read_padded(std::string_view text) {
  dom::element element;
  if (parser_.parse(text.data(), text.size(), false).get(element) == simdjson::SUCCESS)
    return element;
  repaired_ = repair_json(text);
  if (repaired_ == text) return std::nullopt;
  if (parser_.parse(repaired_).get(element) == simdjson::SUCCESS) return element;
  return std::nullopt;
}

std::optional<dom::element> JsonReader::read(std::string_view text) {
  padded_.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  padded_ = text;
  return read_padded(padded_);
}

std::optional<json::object> JsonReader::read_object(std::string_view text) {
  const auto element = read(text);
  auto value = element && element->is_object() ? to_json_value(*element) : std::nullopt;
  if (!value) return std::nullopt;
  return std::move(value->get_object());
}

std::string why_not_json(std::string_view text) {
  const auto parsed = parse_json(repair_json(text));
  return parsed ? "not JSON: nested too deeply" : parsed.error().message();
}

std::optional<json::value> to_json_value(dom::element element, unsigned depth) {
  json::value value;
  if (!convert(element, depth, value)) return std::nullopt;
  return value;
}

}  // namespace detail
WMH_END_NAMESPACE
