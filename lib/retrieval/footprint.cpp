#include "retrieval/footprint.hpp"

#include <boost/json/array.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::size_t footprint(const json::object& object);

/// Beyond the value itself.
std::size_t footprint(const json::value& value) {
  if (const auto* text = value.if_string()) return text->size();
  if (const auto* object = value.if_object()) return footprint(*object);
  std::size_t bytes = 0;
  if (const auto* array = value.if_array())
    for (const json::value& item : *array)
      bytes += sizeof(json::value) + footprint(item);
  return bytes;
}

std::size_t footprint(const json::object& object) {
  std::size_t bytes = 0;
  for (const auto& member : object)
    bytes += sizeof(json::key_value_pair) + member.key().size() + footprint(member.value());
  return bytes;
}

std::size_t size_of(const std::optional<std::string>& text) {
  return text ? text->size() : 0;
}

}  // namespace

std::size_t footprint(const RecordedStep& recorded) {
  const Step& step = recorded.step;
  std::size_t bytes = sizeof(RecordedStep) + recorded.trace_id.size() + size_of(step.task) +
                      step.observation.content.size() + footprint(step.observation.metadata) +
                      step.state_before.scratchpad.size() +
                      footprint(step.state_before.structured) + footprint(step.action.arguments()) +
                      size_of(step.action.optional_content());
  for (const std::string& id : step.raw_span_ids)
    bytes += sizeof id + id.size();
  return bytes;
}

}  // namespace detail
WMH_END_NAMESPACE
