#pragma once

#include <wmh/error.hpp>
#include <wmh/observer.hpp>
#include <wmh/tools.hpp>
#include <wmh/types.hpp>

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <map>
#include <memory>

WMH_BEGIN_NAMESPACE

/// A line (or a record) that could not be read, and why.
struct BadLine {
  std::string file{};
  std::uint64_t line = 0;  ///< From 1.
  std::string reason{};
};

/// What was found while reading traces.
struct IngestReport {
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;
  std::uint64_t spans = 0;          ///< Spans with a trace id.
  std::uint64_t ignored_spans = 0;  ///< Spans that are neither a model call nor a tool call.
  std::uint64_t traces = 0;
  std::uint64_t steps = 0;
  std::uint64_t bad_lines = 0;
  std::vector<BadLine> first_bad_lines{};                ///< The first 20 of them.
  std::map<std::string, std::uint64_t> ignored_kinds{};  ///< Operation or span names, at most 20.
  /// What spans say of their tools, by name: those with a schema are `declared`, others have a
  /// description alone.
  std::vector<ToolDescription> declared_tools{};
};

/// Yields traces one at a time, so that a corpus never has to fit in memory.
/// Distinct objects: safe. Shared objects: unsafe.
class WMH_API TraceSource {
 public:
  virtual ~TraceSource();
  /// The next trace; nullopt at the end. An error ends the source.
  virtual Result<std::optional<Trace>> next() = 0;
  /// What has been read so far. The default knows nothing.
  virtual IngestReport report() const;
};

struct IngestOptions {
  std::string format = "otel-genai";
  bool strict = false;  ///< A bad line is an error.
  /// Hears `wmh.ingest.progress` with `wmh.bytes` and `wmh.bytes_total`, about 100 times.
  std::shared_ptr<Observer> observer{};
};

/// Opens trace files as one corpus: spans of one trace may be spread over all of them. Reads them
/// here, so that a missing file, a bad line under `strict` or a corpus without a step fails now;
/// next() then hands the traces out in the order of their first span and frees what it held.
///
/// A file holds one JSON value a line, or documents that go over many lines; each is a span, an
/// object with `resourceSpans`, or an array of these. Files are read in pieces: a line may have any
/// length, a single span at most 32 MiB. Text that is not UTF-8 is mended with U+FFFD.
WMH_API Result<std::unique_ptr<TraceSource>> open_traces(std::vector<std::filesystem::path> files,
                                                         IngestOptions options = {});

/// Reads a source to its end.
WMH_API Result<std::vector<Trace>> read_all(TraceSource& source);

/// Writes a trace as OTel GenAI spans, one JSON object a line, which open_traces reads back equal
/// (but for `source`). The caller checks the stream.
///
/// Some things have no place there: a trace without an id or a step; an observation's reward and
/// metadata; a task of one step (the first holds for all); empty span ids and those beyond two, or
/// beyond one where a tool call has no name; NaN, text that is not UTF-8, nesting beyond 512.
WMH_API void write_otel_genai(std::ostream& out, const Trace& trace);

WMH_END_NAMESPACE
