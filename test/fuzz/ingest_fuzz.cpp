// Trace files from strangers: any bytes are traces or an error, the size of the pieces in which
// they are read changes nothing, and what was read is the same after it was written and read again.
#include "fuzz/require.hpp"
#include "ingest/open_traces.hpp"

#include <cstdint>
#include <sstream>

namespace {

using namespace wmh;

Result<std::vector<Trace>> read(std::string_view text, std::size_t chunk) {
  std::vector<std::unique_ptr<detail::ByteSource>> sources;
  sources.push_back(detail::memory_source("fuzz", text));
  auto source = detail::read_sources(std::move(sources), {}, {.chunk = chunk});
  if (!source) return std::move(source).error();
  auto traces = read_all(**source);
  const IngestReport report = (*source)->report();
  require(traces && report.traces == traces->size() && report.bytes == text.size());
  std::uint64_t steps = 0;
  for (const Trace& trace : *traces)
    steps += trace.steps.size();
  require(report.steps == steps);
  return traces;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto traces = read(bytes, 1u << 20);
  const auto in_pieces = read(bytes, 1 + size % 61);
  require(traces.has_value() == in_pieces.has_value());
  if (!traces) {
    require(traces.error().message() == in_pieces.error().message());
    return 0;
  }
  require(*traces == *in_pieces);
  if (traces->empty()) return 0;
  std::ostringstream text;
  for (const Trace& trace : *traces)
    write_otel_genai(text, trace);
  const auto again = read(text.str(), 1u << 20);
  require(again && *again == *traces);
  return 0;
}
