#include "engine/packed_evidence.hpp"

#include <wmh/json.hpp>

#include <boost/json/array.hpp>

#include <algorithm>
#include <cmath>
#include <simdjson.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::string_view key = "evidence";
constexpr int most_levels = 64;  // of nesting; parse_json() takes more

/// Whether text can say all of it: there is none for a number that is not finite.
bool has_text(const json::value& value, int levels = most_levels) {
  if (levels == 0) return false;
  if (const double* number = value.if_double()) return std::isfinite(*number);
  const auto member_has = [levels](const auto& member) {
    return has_text(member.value(), levels - 1);
  };
  const auto element_has = [levels](const json::value& element) {
    return has_text(element, levels - 1);
  };
  if (const auto* object = value.if_object())
    return std::all_of(object->begin(), object->end(), member_has);
  if (const auto* array = value.if_array())
    return std::all_of(array->begin(), array->end(), element_has);
  return true;
}

std::string text_of(const json::value& evidence) {
  if (!evidence.is_structured() || !has_text(evidence)) return {};
  std::string text = to_text(evidence);
  if (!simdjson::validate_utf8(text)) return {};
  text.shrink_to_fit();
  return text;
}

}  // namespace

PackedObservation pack(const Observation& observation) {
  PackedObservation packed;
  const json::value* evidence = observation.metadata.if_contains(key);
  if (evidence) packed.evidence = text_of(*evidence);
  if (packed.evidence.empty()) {
    packed.rest = observation;
    return packed;
  }
  packed.rest.content = observation.content;
  packed.rest.is_error = observation.is_error;
  packed.rest.reward = observation.reward;
  packed.rest.metadata.reserve(observation.metadata.size());
  for (const auto& member : observation.metadata)
    packed.rest.metadata.emplace(member.key(),
                                 &member.value() == evidence ? json::value() : member.value());
  return packed;
}

Observation unpack(Observation rest, const std::string& evidence) {
  if (evidence.empty()) return rest;
  if (auto value = parse_json(evidence)) rest.metadata[key] = std::move(*value);
  return rest;
}

}  // namespace detail
WMH_END_NAMESPACE
