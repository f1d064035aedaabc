#include "ingest/trace_table.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

bool earlier(const SpanRecord& record, const std::optional<FirstText>& first) {
  return !first || std::tie(record.start, record.span_id) <
                       std::make_tuple(first->start, std::string_view(first->span_id));
}

FirstText first_text(const SpanRecord& record, std::string_view text) {
  return {record.start, std::string(record.span_id), std::string(text)};
}

/// Brings spans into the order of (start, span id), each once.
void put_in_order(std::vector<PackedSpan>& spans) {
  std::stable_sort(spans.begin(), spans.end(), [](const PackedSpan& a, const PackedSpan& b) {
    return std::make_tuple(a.start(), a.span_id()) < std::make_tuple(b.start(), b.span_id());
  });
  const auto again = [](const PackedSpan& a, const PackedSpan& b) {
    return !a.span_id().empty() && a == b;
  };
  spans.erase(std::unique(spans.begin(), spans.end(), again), spans.end());
}

}  // namespace

TraceEntry& TraceTable::entry(const SpanRecord& record, std::size_t file) {
  // The spans of a trace mostly follow one another.
  if (last_ && last_->trace_id == record.trace_id) return *last_;
  const auto known = index_.find(record.trace_id);
  if (known != index_.end()) {
    last_ = known->second;
  } else {
    last_ = &entries_.emplace_back();
    last_->trace_id = record.trace_id;
    last_->file = file;
    last_->start = record.start;
    index_.emplace(last_->trace_id, last_);
  }
  return *last_;
}

bool TraceTable::is_object(std::string_view text) {
  const auto value = reader_.read(text);
  return value && value->is_object();
}

void TraceTable::add(const SpanRecord& record, std::size_t file) {
  TraceEntry& trace = entry(record, file);
  trace.start = std::min(trace.start, record.start);
  if (record.role != SpanRole::other) trace.spans.emplace_back(record);
  if (record.prompt && earlier(record, trace.prompt))
    trace.prompt = first_text(record, *record.prompt);
  if (record.metadata && earlier(record, trace.metadata) && is_object(*record.metadata))
    trace.metadata = first_text(record, *record.metadata);
}

std::vector<TraceEntry> TraceTable::finish() {
  index_.clear();
  last_ = nullptr;
  std::vector<TraceEntry> traces;
  std::copy_if(std::move_iterator(entries_.begin()), std::move_iterator(entries_.end()),
               std::back_inserter(traces),
               [](const TraceEntry& trace) { return !trace.spans.empty(); });
  entries_.clear();
  for (TraceEntry& trace : traces)
    put_in_order(trace.spans);
  std::stable_sort(traces.begin(), traces.end(),
                   [](const TraceEntry& a, const TraceEntry& b) { return a.start < b.start; });
  return traces;
}

}  // namespace detail
WMH_END_NAMESPACE
