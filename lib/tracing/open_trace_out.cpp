#include "tracing/otlp_collector.hpp"
#include "tracing/span_file.hpp"
#include "tracing/trace_writer.hpp"

WMH_BEGIN_NAMESPACE

Result<std::shared_ptr<TraceOut>> open_trace_out(const std::string& place,
                                                 TraceOutOptions options) {
  const bool url = place.find("://") != std::string::npos;
  auto opened = url ? detail::OtlpCollector::open(place, options) : detail::SpanFile::open(place);
  if (!opened) return std::move(opened).error();
  return std::shared_ptr<TraceOut>(
      std::make_shared<detail::TraceWriter>(std::move(*opened), options));
}

WMH_END_NAMESPACE
