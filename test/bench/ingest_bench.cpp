// How fast a recorded corpus is read: open_traces() and every trace it hands out.
#include <wmh/trace_source.hpp>

#include "support/source_dir.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>

namespace wmh {
namespace {

std::filesystem::path corpus() {
  const char* given = std::getenv("WMH_SHARED");
  const auto shared =
      given ? std::filesystem::path(given) : testing::source_dir().parent_path() / "shared";
  return shared / "corpora/otel/bird-sql.otel.jsonl";
}

/// The corpus `range(0)` times over.
void read_corpus(benchmark::State& state) {
  const auto file = corpus();
  if (!std::filesystem::exists(file))
    return state.SkipWithError(("needs " + file.string()).c_str());
  const std::vector<std::filesystem::path> files(static_cast<std::size_t>(state.range(0)), file);
  std::uint64_t bytes = 0;
  for (auto _ : state) {
    auto source = open_traces(files).value();
    while (auto trace = source->next().value())
      benchmark::DoNotOptimize(trace);
    bytes += source->report().bytes;
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(read_corpus)->Arg(1)->Arg(20)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wmh
