#pragma once

#include <wmh/json.hpp>

#include "ingest/open_traces.hpp"

#include <fmt/format.h>

namespace wmh::testing {

/// The traces in text, as if it were a file.
inline Result<std::unique_ptr<TraceSource>> open_memory(std::string_view text,
                                                        const IngestOptions& options = {},
                                                        detail::ReadLimits limits = {}) {
  std::vector<std::unique_ptr<detail::ByteSource>> sources;
  sources.push_back(detail::memory_source("memory", text));
  return detail::read_sources(std::move(sources), options, limits);
}

inline Result<std::vector<Trace>> read_memory(std::string_view text,
                                              const IngestOptions& options = {},
                                              detail::ReadLimits limits = {}) {
  auto source = open_memory(text, options, limits);
  if (!source) return std::move(source).error();
  return read_all(**source);
}

/// The steps of the only trace in text.
inline std::vector<Step> only_steps(std::string_view text) {
  std::vector<Trace> traces = read_memory(text).value();
  if (traces.size() != 1) throw std::runtime_error("not one trace");
  return std::move(traces.front().steps);
}

/// One span on a line; `members` are further members of it, each with a comma in front.
inline std::string span_line(std::string_view id, int start, std::string_view attributes,
                             std::string_view members = "") {
  return fmt::format(R"({{"traceId":"t","spanId":"{}","startTimeUnixNano":{},"attributes":[{}]{}}})"
                     "\n",
                     id, start, attributes, members);
}

/// One attribute with a string value, both without escapes.
inline std::string attribute(std::string_view key, std::string_view text) {
  return fmt::format(R"({{"key":"{}","value":{{"stringValue":{}}}}})", key,
                     to_text(json::value(text)));
}

}  // namespace wmh::testing
