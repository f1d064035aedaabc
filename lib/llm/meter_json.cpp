#include <wmh/json.hpp>
#include <wmh/metering.hpp>

#include <fmt/format.h>

#include <cmath>

WMH_BEGIN_NAMESPACE
namespace {

using Member = std::pair<std::string_view, std::int64_t*>;

/// The whole numbers of a part, by name.
std::array<Member, 9> counts_of(Spending& part) {
  TokenUsage& tokens = part.tokens;
  return {{{"calls", &part.calls},
           {"failed_calls", &part.failed_calls},
           {"unpriced_calls", &part.unpriced_calls},
           {"input_tokens", &tokens.input_tokens},
           {"output_tokens", &tokens.output_tokens},
           {"cache_read_tokens", &tokens.cache_read_tokens},
           {"cache_write_tokens", &tokens.cache_write_tokens},
           {"long_cache_write_tokens", &tokens.long_cache_write_tokens},
           {"reasoning_tokens", &tokens.reasoning_tokens}}};
}

json::object part_json(Spending part) {
  json::object out;
  for (const auto& [name, number] : counts_of(part))
    out[name] = *number;
  const auto cost = part.cost();
  out["cost_usd"] = cost ? json::value(*cost) : json::value(nullptr);
  out["known_cost_usd"] = part.cost_usd;
  out["seconds"] = part.seconds;
  return out;
}

json::object parts_json(const std::map<std::string, Spending>& parts) {
  json::object out;
  for (const auto& [name, part] : parts)
    out[name] = part_json(part);
  return out;
}

Error wrong(std::string_view name, std::string_view wanted) {
  return Error(errc::invalid_argument,
               fmt::format("spending: {} is not {}; correct it or begin anew", name, wanted));
}

Result<std::int64_t> read_count(const json::object& from, std::string_view name) {
  const json::value* at = from.if_contains(name);
  if (at == nullptr) return std::int64_t{0};
  boost::system::error_code problem;
  const auto number = at->to_number<std::int64_t>(problem);
  if (problem || number < 0) return wrong(name, "a number of things");
  return number;
}

Result<double> read_amount(const json::object& from, std::string_view name) {
  const json::value* at = from.if_contains(name);
  if (at == nullptr || at->is_null()) return 0.0;
  const double amount = at->is_number() ? at->to_number<double>() : -1;
  if (!(amount >= 0) || std::isinf(amount)) return wrong(name, "an amount");
  return amount;
}

Result<Spending> read_part(const json::value& value) {
  const json::object* from = value.if_object();
  if (from == nullptr) return wrong("a part", "an object");
  Spending part;
  for (const auto& [name, number] : counts_of(part)) {
    const auto read = read_count(*from, name);
    if (!read) return read.error();
    *number = *read;
  }
  const std::string_view cost = from->contains("known_cost_usd") ? "known_cost_usd" : "cost_usd";
  const auto known = read_amount(*from, cost);
  const auto seconds = read_amount(*from, "seconds");
  if (!known || !seconds) return known ? seconds.error() : known.error();
  part.cost_usd = *known;
  part.seconds = *seconds;
  return part;
}

Result<Done> read_parts(std::map<std::string, Spending>& parts, const json::value* value) {
  if (value == nullptr) return Done{};
  const json::object* from = value->if_object();
  if (from == nullptr) return wrong("a list of parts", "an object");
  for (const auto& [name, each] : *from) {
    auto part = read_part(each);
    if (!part) return std::move(part).error().in(name);
    parts[name] = *part;
  }
  return Done{};
}

Result<Done> read_sources(std::map<std::string, std::int64_t>& sources, const json::value* value) {
  if (value == nullptr) return Done{};
  const json::object* from = value->if_object();
  if (from == nullptr) return wrong("steps_by_source", "an object");
  for (const auto& [name, each] : *from) {
    const auto steps = read_count(*from, name);
    if (!steps) return steps.error();
    sources[name] = *steps;
  }
  return Done{};
}

}  // namespace

json::object to_json(const UsageRecord& usage) {
  json::object sources;
  for (const auto& [source, steps] : usage.steps_by_source)
    sources[source] = steps;
  const auto saved = usage.cost_saved();
  return {{"steps", usage.steps},
          {"failed_steps", usage.failed_steps},
          {"steps_by_source", std::move(sources)},
          {"spent", part_json(usage.spent)},
          {"judging", part_json(usage.judging)},
          {"calls_saved", usage.calls_saved},
          {"cost_saved_usd", saved ? json::value(*saved) : json::value()},
          {"step_seconds", usage.stepping.count()}};
}

Result<UsageRecord> usage_record_from_json(const json::value& value) {
  const json::object* from = value.if_object();
  if (from == nullptr) return wrong("the usage", "an object");
  UsageRecord usage;
  for (const auto& [name, number] :
       {std::pair("steps", &usage.steps), std::pair("failed_steps", &usage.failed_steps),
        std::pair("calls_saved", &usage.calls_saved)}) {
    const auto read = read_count(*from, name);
    if (!read) return read.error();
    *number = *read;
  }
  auto sources = read_sources(usage.steps_by_source, from->if_contains("steps_by_source"));
  if (!sources) return std::move(sources).error();
  const auto seconds = read_amount(*from, "step_seconds");
  if (!seconds) return seconds.error();
  usage.stepping = std::chrono::duration<double>(*seconds);
  for (const auto& [name, part] :
       {std::pair("spent", &usage.spent), std::pair("judging", &usage.judging)})
    if (const json::value* at = from->if_contains(name)) {
      auto read = read_part(*at);
      if (!read) return std::move(read).error().in(name);
      *part = *read;
    }
  return usage;
}

json::object to_json(const MeterReport& report) {
  return {{"total", part_json(report.total)},
          {"by_phase", parts_json(report.by_phase)},
          {"by_model", parts_json(report.by_model)}};
}

Result<MeterReport> meter_report_from_json(const json::value& value) {
  const json::object* from = value.if_object();
  const json::value* whole = from ? from->if_contains("total") : nullptr;
  if (whole == nullptr) return wrong("the report", "an object with a total");
  MeterReport report;
  auto total = read_part(*whole);
  if (!total) return std::move(total).error().in("total");
  report.total = *total;
  for (const auto& [name, parts] :
       {std::pair("by_phase", &report.by_phase), std::pair("by_model", &report.by_model)})
    if (auto read = read_parts(*parts, from->if_contains(name)); !read)
      return std::move(read).error().in(name);
  return report;
}

WMH_END_NAMESPACE
