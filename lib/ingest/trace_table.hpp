#pragma once

#include "ingest/json_reader.hpp"
#include "ingest/packed_span.hpp"

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A text of a trace that is the first of its kind in time.
struct FirstText {
  std::int64_t start = 0;
  std::string span_id{};
  std::string text{};
};

/// The spans of one trace, and what holds for all of it.
struct TraceEntry {
  std::string trace_id{};
  std::size_t file = 0;    ///< Where it began.
  std::int64_t start = 0;  ///< Of its earliest span, ignored ones included.
  std::vector<PackedSpan> spans{};
  std::optional<FirstText> prompt{};
  std::optional<FirstText> metadata{};  ///< The first that is a JSON object.
};

/// Gathers spans by trace.
class TraceTable {
 public:
  void add(const SpanRecord& record, std::size_t file);

  /// Ends the gathering: brings each trace's spans into the order of (start, span id), and the
  /// traces into that of their starts. Traces without a step are dropped, and so is a span that is
  /// there twice, with one id at one time: exporters send again what was not acknowledged.
  std::vector<TraceEntry> finish();

  std::size_t size() const noexcept { return entries_.size(); }

 private:
  TraceEntry& entry(const SpanRecord& record, std::size_t file);
  bool is_object(std::string_view text);

  std::deque<TraceEntry> entries_{};  ///< In order of appearance; their ids are the keys of index_.
  std::unordered_map<std::string_view, TraceEntry*> index_{};
  TraceEntry* last_ = nullptr;
  JsonReader reader_{};
};

}  // namespace detail
WMH_END_NAMESPACE
