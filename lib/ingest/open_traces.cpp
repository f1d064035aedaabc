#include "ingest/open_traces.hpp"

#include "ingest/assemble.hpp"
#include "ingest/corpus_reader.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace {

using namespace detail;

/// Hands out gathered traces.
class GatheredTraces final : public TraceSource {
 public:
  GatheredTraces(std::vector<TraceEntry> traces, std::vector<std::string> files,
                 IngestReport report)
      : traces_(std::move(traces)), files_(std::move(files)), report_(std::move(report)) {}

  Result<std::optional<Trace>> next() override {
    if (next_ == traces_.size()) return std::optional<Trace>();
    const TraceEntry entry = std::move(traces_[next_++]);
    return std::optional<Trace>(make_trace(entry));
  }

  IngestReport report() const override { return report_; }

 private:
  Trace make_trace(const TraceEntry& entry) {
    std::optional<std::string> task;
    if (entry.prompt) task = entry.prompt->text;
    StepAssembler steps(std::move(task), reader_);
    for (const PackedSpan& span : entry.spans)
      steps.add(span.record());
    Trace trace{.trace_id = entry.trace_id, .steps = std::move(steps).finish()};
    trace.source = "file:" + files_[entry.file];
    if (entry.metadata)
      if (auto metadata = reader_.read_object(entry.metadata->text))
        trace.metadata = std::move(*metadata);
    return trace;
  }

  std::vector<TraceEntry> traces_;
  std::size_t next_ = 0;
  std::vector<std::string> files_;
  IngestReport report_;
  JsonReader reader_{};
};

}  // namespace

Result<std::unique_ptr<TraceSource>> detail::read_sources(
    std::vector<std::unique_ptr<ByteSource>> sources, const IngestOptions& options,
    ReadLimits limits) {
  if (sources.empty()) return Error(errc::invalid_argument, "no trace files given");
  auto format = find_format(options.format);
  if (!format) return std::move(format).error();
  std::uint64_t bytes = 0;
  for (const auto& source : sources)
    bytes += source->size();
  CorpusReader corpus(**format, options, limits, bytes);
  for (auto& source : sources) {
    if (auto read = corpus.read(*source); !read) return std::move(read).error();
    source.reset();
  }
  auto traces = corpus.finish();
  if (!traces) return std::move(traces).error();
  return std::unique_ptr<TraceSource>(
      std::make_unique<GatheredTraces>(std::move(*traces), corpus.files(), corpus.report()));
}

Result<std::unique_ptr<TraceSource>> open_traces(std::vector<std::filesystem::path> files,
                                                 IngestOptions options) {
  std::vector<std::unique_ptr<ByteSource>> sources;
  for (const auto& file : files) {
    auto source = file_source(file);
    if (!source) return std::move(source).error();
    sources.push_back(std::move(*source));
  }
  return read_sources(std::move(sources), options);
}

Result<std::vector<Trace>> read_all(TraceSource& source) {
  std::vector<Trace> traces;
  for (;;) {
    auto trace = source.next();
    if (!trace) return std::move(trace).error();
    if (!*trace) return traces;
    traces.push_back(std::move(**trace));
  }
}

WMH_END_NAMESPACE
