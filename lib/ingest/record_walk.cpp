#include "ingest/record_walk.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace dom = simdjson::dom;

namespace {

using Path = std::span<const std::string_view>;
using OnRecord = std::function<void(dom::object)>;

/// False when the object does not hold the array that the path names first.
bool walk_wrapper(dom::object wrapper, Path path, const OnRecord& found) {
  bool wraps = false;
  for (const auto& [key, member] : wrapper) {
    dom::array items;
    if (key != path.front() || member.get_array().get(items) != simdjson::SUCCESS) continue;
    wraps = true;
    for (const dom::element item : items) {
      dom::object object;
      if (item.get_object().get(object) != simdjson::SUCCESS) continue;
      if (path.size() == 1)
        found(object);
      else
        walk_wrapper(object, path.subspan(1), found);
    }
  }
  return wraps;
}

}  // namespace

void for_each_record(dom::element value, Path path, const OnRecord& found) {
  dom::array items;
  dom::object object;
  if (value.get_array().get(items) == simdjson::SUCCESS) {
    for (const dom::element item : items)
      for_each_record(item, path, found);
  } else if (value.get_object().get(object) == simdjson::SUCCESS) {
    if (path.empty() || !walk_wrapper(object, path, found)) found(object);
  }
}

}  // namespace detail
WMH_END_NAMESPACE
