#pragma once

#include <wmh/trace_source.hpp>

#include "ingest/record_reader.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// open_traces() over sources that are open already.
Result<std::unique_ptr<TraceSource>> read_sources(std::vector<std::unique_ptr<ByteSource>> sources,
                                                  const IngestOptions& options,
                                                  ReadLimits limits = {});

}  // namespace detail
WMH_END_NAMESPACE
