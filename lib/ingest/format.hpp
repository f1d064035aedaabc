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

}  // namespace detail
WMH_END_NAMESPACE
