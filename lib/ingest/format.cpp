#include "ingest/format.hpp"

#include "ingest/otel_genai.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::array<std::string_view, 3> otlp_path = {"resourceSpans", "scopeSpans", "spans"};

constexpr Format formats[] = {{"otel-genai", otlp_path, map_otel_genai}};

}  // namespace

Result<const Format*> find_format(std::string_view name) {
  std::string known;
  for (const Format& format : formats) {
    if (format.name == name) return &format;
    known.append(known.empty() ? "" : ", ").append(format.name);
  }
  return Error(errc::invalid_argument,
               fmt::format("no trace format \"{}\"; known: {}", name, known));
}

}  // namespace detail
WMH_END_NAMESPACE
