#pragma once

#include "ingest/format.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// OTLP/JSON spans with the GenAI attributes, as the Python original reads them. See SpanMapper.
bool map_otel_genai(simdjson::dom::object span, BuiltTexts& built, SpanRecord& record);

}  // namespace detail
WMH_END_NAMESPACE
