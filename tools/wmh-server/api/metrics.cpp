#include "api/metrics.hpp"

#include <fmt/format.h>

#include <iterator>

namespace wmh::server {
namespace {

/// As a label's value stands between quotes.
std::string label_value(std::string_view text) {
  std::string out = "\"";
  for (const char each : text) {
    if (each == '\\' || each == '"') out += '\\';
    if (each == '\n') {
      out += "\\n";
      continue;
    }
    out += each;
  }
  return out += '"';
}

std::string label(std::string_view name, std::string_view value) {
  return fmt::format("{}={}", name, label_value(value));
}

std::string labels(std::string_view name, std::string_view value, std::string_view second_name,
                   std::string_view second_value) {
  return label(name, value) + "," + label(second_name, second_value);
}

/// The value under a key, which is copied the first time only.
template <class Map, class Views>
typename Map::mapped_type& at(Map& map, const Views& key) {
  const auto known = map.find(key);
  if (known != map.end()) return known->second;
  return map.try_emplace(typename Map::key_type(key)).first->second;
}

void describe(std::string& out, std::string_view name, std::string_view type,
              std::string_view help) {
  fmt::format_to(std::back_inserter(out), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

void write_spending(std::string& out, const MeterReport& spent) {
  struct Row {
    const char* name;
    const char* help;
    double (*of)(const Spending&);
  };
  static constexpr Row rows[] = {
      {"wmh_provider_calls_total", "Calls to language models.",
       [](const Spending& s) {
         return static_cast<double>(s.calls);
       }},
      {"wmh_provider_failed_calls_total", "Calls to language models that failed.",
       [](const Spending& s) {
         return static_cast<double>(s.failed_calls);
       }},
      {"wmh_provider_input_tokens_total", "Tokens sent.",
       [](const Spending& s) {
         return static_cast<double>(s.tokens.input_tokens);
       }},
      {"wmh_provider_output_tokens_total", "Tokens received.",
       [](const Spending& s) {
         return static_cast<double>(s.tokens.output_tokens);
       }},
      {"wmh_provider_cost_usd_total", "Cost of the calls whose price is known.",
       [](const Spending& s) {
         return s.cost_usd;
       }}};
  for (const Row& row : rows) {
    describe(out, row.name, "counter", row.help);
    for (const auto& [model, part] : spent.by_model)
      fmt::format_to(std::back_inserter(out), "{}{{model={}}} {}\n", row.name, label_value(model),
                     row.of(part));
  }
}

}  // namespace

void Histogram::add(double seconds) noexcept {
  std::size_t at = 0;
  while (at < bounds.size() && seconds > bounds[at])
    ++at;
  counts_[at].fetch_add(1, std::memory_order_relaxed);
  nanoseconds_.fetch_add(static_cast<std::uint64_t>(seconds * 1e9), std::memory_order_relaxed);
}

void Histogram::write(std::string& out, std::string_view name, std::string_view labels) const {
  auto to = std::back_inserter(out);
  const std::string_view comma = labels.empty() ? "" : ",";
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    sum += counts_[i].load(std::memory_order_relaxed);
    fmt::format_to(to, "{}_bucket{{{}{}le=\"{}\"}} {}\n", name, labels, comma, bounds[i], sum);
  }
  sum += counts_.back().load(std::memory_order_relaxed);
  const double seconds = static_cast<double>(nanoseconds_.load(std::memory_order_relaxed)) / 1e9;
  fmt::format_to(to,
                 "{0}_bucket{{{1}{2}le=\"+Inf\"}} {3}\n{0}_sum{{{1}}} {4}\n{0}_count{{{1}}} {3}\n",
                 name, labels, comma, sum, seconds);
}

void Metrics::count_request(std::string_view route, int status, double seconds) {
  const fmt::format_int code(status);
  std::unique_lock lock(mutex_);
  ++at(statuses_, ByViews::Views(route, std::string_view(code.data(), code.size())));
  Histogram& histogram = at(requests_, route);
  lock.unlock();
  histogram.add(seconds);
}

void Metrics::count_refusal(int status) {
  const fmt::format_int code(status);
  const std::lock_guard lock(mutex_);
  ++at(statuses_, ByViews::Views("none", std::string_view(code.data(), code.size())));
}

void Metrics::count_step(std::string_view model, std::string_view source, double seconds) {
  std::unique_lock lock(mutex_);
  Histogram& histogram = at(steps_, ByViews::Views(model, source));
  lock.unlock();
  histogram.add(seconds);
}

void Metrics::count_failed_step(std::string_view model) {
  const std::lock_guard lock(mutex_);
  ++at(failed_, model);
}

std::string Metrics::text(std::span<const Reading> readings, const MeterReport& spent) const {
  std::string out;
  auto to = std::back_inserter(out);
  for (const Reading& each : readings) {
    describe(out, each.name, each.type, each.help);
    fmt::format_to(to, "{} {}\n", each.name, each.value);
  }
  const std::lock_guard lock(mutex_);
  describe(out, "wmh_step_seconds", "histogram", "Time of a step, by model and source.");
  for (const auto& [key, histogram] : steps_)
    histogram.write(out, "wmh_step_seconds", labels("model", key.first, "source", key.second));
  describe(out, "wmh_failed_steps_total", "counter", "Steps that failed, by model.");
  for (const auto& [model, count] : failed_)
    fmt::format_to(to, "wmh_failed_steps_total{{{}}} {}\n", label("model", model), count);
  describe(out, "wmh_http_request_seconds", "histogram", "Time of a request, by route.");
  for (const auto& [route, histogram] : requests_)
    histogram.write(out, "wmh_http_request_seconds", label("route", route));
  describe(out, "wmh_http_answers_total", "counter", "Answers, by route and status.");
  for (const auto& [key, count] : statuses_)
    fmt::format_to(to, "wmh_http_answers_total{{{}}} {}\n",
                   labels("route", key.first, "status", key.second), count);
  write_spending(out, spent);
  return out;
}

}  // namespace wmh::server
