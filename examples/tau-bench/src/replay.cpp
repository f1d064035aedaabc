// tau-replay <traces.otel.jsonl> <model dir> [--trace N]: plays the actions of a recorded trace in
// the real desk and in a world model, and compares what they answer.
#include <wmh/split.hpp>
#include <wmh/store.hpp>
#include <wmh/trace_source.hpp>

#include "compare/side_by_side.hpp"
#include "open_env.hpp"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <numeric>

namespace {

using tau::Milliseconds;
using Clock = std::chrono::steady_clock;

struct Options {
  std::string traces;
  std::string model;
  std::optional<std::size_t> trace{};
};

std::optional<Options> parse(const std::vector<std::string_view>& words) {
  if (words.size() != 2 && words.size() != 4) return std::nullopt;
  Options options{std::string(words[0]), std::string(words[1])};
  if (words.size() == 2) return options;
  const std::string_view number = words[3];
  std::size_t n = 0;
  const auto [end, code] = std::from_chars(number.data(), number.data() + number.size(), n);
  if (words[2] != "--trace" || code != std::errc() || end != number.data() + number.size())
    return std::nullopt;
  options.trace = n;
  return options;
}

bool held_out(const wmh::Trace& trace) {
  return wmh::part_of(trace) == wmh::Part::test;
}

/// The trace asked for, else the longest that a model built with the default split has not seen.
wmh::Result<std::size_t> choose(const std::vector<wmh::Trace>& traces,
                                std::optional<std::size_t> wanted) {
  if (!wanted) {
    const auto unseen_steps = [](const wmh::Trace& trace) {
      return held_out(trace) ? trace.steps.size() : 0;
    };
    const auto longest = std::max_element(traces.begin(), traces.end(),
                                          [&](const wmh::Trace& a, const wmh::Trace& b) {
                                            return unseen_steps(a) < unseen_steps(b);
                                          });
    return static_cast<std::size_t>(longest - traces.begin());
  }
  if (*wanted < traces.size()) return *wanted;
  return wmh::Error(wmh::errc::not_found, fmt::format("no trace {}: the file has traces 0 to {}",
                                                      *wanted, traces.size() - 1));
}

std::string desk_of(const wmh::Trace& trace) {
  const auto* desk = trace.steps.front().state_before.structured.if_contains("desk");
  return desk && desk->is_string() ? std::string(desk->get_string()) : "";
}

struct Report {
  tau::Playback real;
  tau::Playback model;
  Milliseconds open_real{};
  Milliseconds load_model{};
};

wmh::Result<Report> replay(const wmh::Trace& trace, const Options& options) {
  Report report;
  auto begin = Clock::now();
  auto env = tau::open_env(desk_of(trace), tau::data_folder());
  if (!env) return std::move(env).error();
  report.open_real = Clock::now() - begin;
  auto real = tau::play(**env, trace);
  if (!real) return std::move(real).error().in("real desk");
  report.real = std::move(*real);

  begin = Clock::now();
  auto model = wmh::load_world_model(options.model);
  if (!model) return std::move(model).error();
  report.load_model = Clock::now() - begin;
  wmh::WorldModelEnv modelled(std::move(*model));
  auto played = tau::play(modelled, trace);
  if (!played) return std::move(played).error().in("world model");
  report.model = std::move(*played);
  return report;
}

std::string source_of(const wmh::Observation& observation) {
  const auto* source = observation.metadata.if_contains("source");
  return source && source->is_string() ? std::string(source->get_string()) : "-";
}

std::string label(const wmh::Action& action) {
  return action.kind() == wmh::ActionKind::message ? "(message)" : std::string(action.name());
}

void print(const wmh::Trace& trace, const Report& report, const std::vector<double>& scores) {
  fmt::print("{:>4}  {:<34} {:>5}  {}\n", "step", "tool", "score", "answered from");
  for (std::size_t i = 0; i < scores.size(); ++i)
    fmt::print("{:>4}  {:<34} {:>5.2f}  {}\n", i + 1, label(trace.steps[i].action), scores[i],
               source_of(report.model.observations[i]));
  const double sum = std::accumulate(scores.begin(), scores.end(), 0.0);
  const Milliseconds real = report.open_real + report.real.time;
  fmt::print("\nreal desk    {:8.2f} ms  (of it {:.2f} ms to construct)\n", real.count(),
             report.open_real.count());
  fmt::print("world model  {:8.2f} ms  (and once {:.2f} ms to load)\n", report.model.time.count(),
             report.load_model.count());
  fmt::print("fidelity     {:8.3f}     (structural, mean of {} steps)\n",
             sum / static_cast<double>(scores.size()), scores.size());
}

wmh::Result<wmh::Done> run(const Options& options) {
  auto source = wmh::open_traces({options.traces});
  if (!source) return std::move(source).error();
  auto traces = wmh::read_all(**source);
  if (!traces) return std::move(traces).error();
  const auto chosen = choose(*traces, options.trace);
  if (!chosen) return chosen.error();
  const wmh::Trace& trace = (*traces)[*chosen];
  const auto report = replay(trace, options);
  if (!report) return report.error();
  const auto scores = tau::compare(trace, report->real, report->model);
  if (!scores) return scores.error();
  fmt::print("trace {} ({}): {}\n\n", *chosen,
             held_out(trace) ? "held out" : "in the training share",
             trace.steps.front().task.value_or("no task"));
  print(trace, *report, *scores);
  return wmh::Done{};
}

}  // namespace

int main(int count, char** words) {
  const auto options = parse({words + 1, words + count});
  if (!options) {
    std::cerr << "usage: tau-replay <traces.otel.jsonl> <model dir> [--trace N]\n";
    return 2;
  }
  const auto done = run(*options);
  if (done) return 0;
  std::cerr << "tau-replay: " << done.error().message() << "\n";
  return 1;
}
