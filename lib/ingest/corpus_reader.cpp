#include "ingest/corpus_reader.hpp"

#include "ingest/record_walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_bad_lines = 20;
constexpr std::size_t most_kinds = 20;
constexpr std::size_t longest_kind = 80;
constexpr std::uint64_t most_events = 100;

/// At most `longest_kind` bytes, cut between code points.
std::string_view shortened(std::string_view kind) noexcept {
  std::size_t size = std::min(kind.size(), longest_kind);
  while (size > 0 && size < kind.size() && (static_cast<unsigned char>(kind[size]) & 0xc0) == 0x80)
    --size;
  return kind.substr(0, size);
}

std::uint64_t steps_of(const TraceEntry& trace) {
  std::uint64_t steps = 0;
  bool open = false;
  for (const PackedSpan& span : trace.spans) {
    const bool model = span.role() == SpanRole::model;
    if (model || !open) ++steps;
    open = model;
  }
  return steps;
}

std::string count(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

/// "embeddings (9), retrieval (2)", the most frequent first.
std::string kinds_text(const std::map<std::string, std::uint64_t>& kinds) {
  std::vector<std::pair<std::string, std::uint64_t>> sorted(kinds.begin(), kinds.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text;
  for (const auto& [kind, times] : sorted)
    text +=
        fmt::format("{}{} ({})", text.empty() ? "" : ", ", kind.empty() ? "unnamed" : kind, times);
  return text;
}

}  // namespace

CorpusReader::CorpusReader(const Format& format, const IngestOptions& options, ReadLimits limits,
                           std::uint64_t bytes_total)
    : format_(format), options_(options), limits_(limits), bytes_total_(bytes_total) {}

Result<Done> CorpusReader::read(ByteSource& source) {
  files_.push_back(source.name());
  values_in_file_ = 0;
  first_bad_in_file_.reset();
  const std::uint64_t bytes_before = report_.bytes;
  RecordReader records(source, format_.path, limits_, *this);
  auto read = records.read();
  report_.lines += records.lines();
  if (read && values_in_file_ == 0) return no_json(report_.bytes - bytes_before);
  return read;
}

Result<Done> CorpusReader::on_json(std::string_view text, std::uint64_t line) {
  const auto value = reader_.read_padded(text);
  if (!value) return on_bad(line, reports_next() ? why_not_json(text) : std::string());
  ++values_in_file_;
  for_each_record(*value, format_.path, [this](simdjson::dom::object record) { add(record); });
  return Done{};
}

void CorpusReader::add(simdjson::dom::object record) {
  built_.clear();
  SpanRecord span;
  if (!format_.map(record, built_, span)) return;
  ++report_.spans;
  if (span.role == SpanRole::other) count_ignored(span.kind);
  if (span.tool_definitions) tools_.add(*span.tool_definitions);
  if (span.tool_name && span.tool_description)
    tools_.describe(*span.tool_name, *span.tool_description);
  table_.add(span, files_.size() - 1);
}

void CorpusReader::count_ignored(std::string_view kind) {
  ++report_.ignored_spans;
  std::string name(shortened(kind));
  if (report_.ignored_kinds.size() < most_kinds || report_.ignored_kinds.contains(name))
    ++report_.ignored_kinds[std::move(name)];
}

/// Finding the reason takes longer than finding the fault.
bool CorpusReader::reports_next() const noexcept {
  return options_.strict || !first_bad_in_file_ || report_.first_bad_lines.size() < most_bad_lines;
}

Result<Done> CorpusReader::on_bad(std::uint64_t line, std::string reason) {
  if (options_.strict)
    return Error(errc::bad_trace, fmt::format("{}:{}: {}", files_.back(), line, reason));
  ++report_.bad_lines;
  BadLine bad{files_.back(), line, std::move(reason)};
  if (!first_bad_in_file_) first_bad_in_file_ = bad;
  if (report_.first_bad_lines.size() < most_bad_lines)
    report_.first_bad_lines.push_back(std::move(bad));
  return Done{};
}

void CorpusReader::on_bytes(std::uint64_t bytes) {
  report_.bytes += bytes;
  if (!options_.observer || !options_.observer->enabled(Severity::info)) return;
  if (report_.bytes < next_event_ && report_.bytes != bytes_total_) return;
  // The size of a pipe is not known: its events become rarer instead.
  next_event_ = report_.bytes + (bytes_total_ ? bytes_total_ / most_events : report_.bytes / 8);
  const std::array<Field, 2> fields = {
      Field{"wmh.bytes", static_cast<std::int64_t>(report_.bytes)},
      Field{"wmh.bytes_total", static_cast<std::int64_t>(bytes_total_)}};
  options_.observer->on_event({Severity::info, "wmh.ingest.progress", fields});
}

Result<std::vector<TraceEntry>> CorpusReader::finish() {
  const std::size_t traces_seen = table_.size();
  auto traces = table_.finish();
  if (traces.empty()) return no_step(traces_seen);
  report_.traces = traces.size();
  for (const TraceEntry& trace : traces)
    report_.steps += steps_of(trace);
  report_.declared_tools = tools_.list();
  return traces;
}

Error CorpusReader::no_json(std::uint64_t bytes) const {
  const std::string& file = files_.back();
  if (first_bad_in_file_)
    return {errc::bad_trace, fmt::format("{}: no readable JSON; line {}: {}", file,
                                         first_bad_in_file_->line, first_bad_in_file_->reason)};
  return {errc::bad_trace, fmt::format("{} {}", file, bytes ? "holds only blanks" : "is empty")};
}

Error CorpusReader::no_step(std::size_t traces) const {
  std::string where = files_.front();
  if (files_.size() > 1) where += fmt::format(" and {}", count(files_.size() - 1, "more file"));
  if (report_.spans == 0)
    return {errc::bad_trace,
            fmt::format("{}: no span in {}; a span is an object with a \"traceId\"", where,
                        count(report_.lines, "line"))};
  return {errc::bad_trace,
          fmt::format("{}: no agent step in {} of {}; found operations: {}; a step needs "
                      "gen_ai.operation.name = chat or execute_tool",
                      where, count(report_.spans, "span"), count(traces, "trace"),
                      kinds_text(report_.ignored_kinds))};
}

}  // namespace detail
WMH_END_NAMESPACE
