#pragma once

#include <wmh/trace_source.hpp>

#include "ingest/format.hpp"
#include "ingest/record_reader.hpp"
#include "ingest/tool_definitions.hpp"
#include "ingest/trace_table.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Reads files into traces, and keeps account of what it found.
class CorpusReader : private RecordSink {
 public:
  CorpusReader(const Format& format, const IngestOptions& options, ReadLimits limits,
               std::uint64_t bytes_total);

  /// Fails on what no reading can mend: I/O, a file without any JSON and, if strict, a bad line.
  Result<Done> read(ByteSource& source);

  /// Fails when no trace has a step.
  Result<std::vector<TraceEntry>> finish();

  const IngestReport& report() const noexcept { return report_; }
  const std::vector<std::string>& files() const noexcept { return files_; }

 private:
  Result<Done> on_json(std::string_view text, std::uint64_t line) override;
  Result<Done> on_bad(std::uint64_t line, std::string reason) override;
  void on_bytes(std::uint64_t count) override;
  void add(simdjson::dom::object record);
  bool reports_next() const noexcept;
  void count_ignored(std::string_view kind);
  Error no_json(std::uint64_t bytes) const;
  Error no_step(std::size_t traces) const;

  const Format& format_;
  const IngestOptions& options_;
  ReadLimits limits_;
  std::uint64_t bytes_total_;
  std::uint64_t next_event_ = 0;

  JsonReader reader_{};
  BuiltTexts built_{};
  TraceTable table_{};
  ToolDefinitions tools_{};
  IngestReport report_{};
  std::vector<std::string> files_{};
  std::uint64_t values_in_file_ = 0;
  std::optional<BadLine> first_bad_in_file_{};
};

}  // namespace detail
WMH_END_NAMESPACE
