// Trace files from strangers: any bytes are traces or an error, the size of the pieces in which
// they are read changes nothing, and what was read is the same after it was written and read again.
#include "fuzz/require.hpp"
#include "ingest/open_traces.hpp"

#include <cstdint>
#include <sstream>

namespace {

using namespace wmh;

constexpr std::size_t large = 1u << 20;

Result<std::vector<Trace>> read(std::string_view text, std::size_t chunk, std::size_t line) {
  std::vector<std::unique_ptr<detail::ByteSource>> sources;
  sources.push_back(detail::memory_source("fuzz", text));
  auto source = detail::read_sources(std::move(sources), {}, {.chunk = chunk, .line = line});
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

/// What is read whole, after it was read in pieces as well.
Result<std::vector<Trace>> read_twice(std::string_view text, std::size_t line) {
  auto traces = read(text, large, line);
  const auto in_pieces = read(text, 1 + text.size() % 61, line);
  require(traces.has_value() == in_pieces.has_value());
  if (traces)
    require(*traces == *in_pieces);
  else
    require(traces.error().message() == in_pieces.error().message());
  return traces;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const std::size_t line : {large, std::size_t{40}}) {
    const auto traces = read_twice(bytes, line);
    if (!traces) continue;
    std::ostringstream text;
    for (const Trace& trace : *traces)
      write_otel_genai(text, trace);
    const auto again = read(text.str(), large, large);
    require(again && *again == *traces);
  }
  return 0;
}
