#pragma once

#include <wmh/error.hpp>

#include "ingest/span_record.hpp"

#include <deque>
#include <simdjson.h>
#include <span>
#include <string>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Holds the texts that a mapper had to build.
using BuiltTexts = std::deque<std::string>;

/// Reads one record. False when it is not a span of any trace. The texts of the record live as long
/// as the parsed JSON and `built`.
using SpanMapper = bool (*)(simdjson::dom::object span, BuiltTexts& built, SpanRecord& record);

/// How one kind of trace file is read.
struct Format {
  std::string_view name;
  std::span<const std::string_view> path;  ///< To the spans; see DocumentScanner.
  SpanMapper map;
};

/// The error names the known ones.
Result<const Format*> find_format(std::string_view name);

/// Calls `found(object)` for each record in a value, by the rules of DocumentScanner.
template <class Found>
void for_each_record(simdjson::dom::element value, std::span<const std::string_view> path,
                     Found&& found);

namespace record_walk {

/// True when the object holds the array that the path names next.
template <class Found>
bool descend(simdjson::dom::object wrapper, std::span<const std::string_view> path, Found& found) {
  bool wraps = false;
  for (const auto& [key, member] : wrapper) {
    simdjson::dom::array items;
    if (key != path.front() || member.get_array().get(items) != simdjson::SUCCESS) continue;
    wraps = true;
    for (const simdjson::dom::element item : items) {
      simdjson::dom::object object;
      if (item.get_object().get(object) != simdjson::SUCCESS) continue;
      if (path.size() == 1)
        found(object);
      else
        descend(object, path.subspan(1), found);
    }
  }
  return wraps;
}

}  // namespace record_walk

template <class Found>
void for_each_record(simdjson::dom::element value, std::span<const std::string_view> path,
                     Found&& found) {
  simdjson::dom::array items;
  simdjson::dom::object object;
  if (value.get_array().get(items) == simdjson::SUCCESS) {
    for (const simdjson::dom::element item : items)
      for_each_record(item, path, found);
  } else if (value.get_object().get(object) == simdjson::SUCCESS) {
    if (path.empty() || !record_walk::descend(object, path, found)) found(object);
  }
}

}  // namespace detail
WMH_END_NAMESPACE
