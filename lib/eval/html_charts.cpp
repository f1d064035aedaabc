#include "eval/html_charts.hpp"

#include "eval/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::string figure(std::string_view title, std::string_view note, std::string_view body) {
  return fmt::format("<figure>\n<figcaption><b>{}</b><span>{}</span></figcaption>\n{}</figure>\n",
                     title, note, body);
}

constexpr std::string_view nothing_stated =
    "<p class=none>The predictor stated no confidence.</p>\n";

constexpr double rounding = 1e-9;

Axis shares(double from, double step, std::string title) {
  Axis axis{from, 1, {}, std::move(title)};
  for (int i = 0; from + i * step <= 1 + rounding; ++i)
    axis.ticks.push_back({from + i * step, fmt::format("{:.2g}", from + i * step)});
  return axis;
}

Axis percents(std::string title) {
  Axis axis{0, 1, {}, std::move(title)};
  for (const int percent : {0, 25, 50, 75, 100})
    axis.ticks.push_back({percent / 100.0, fmt::format("{} %", percent)});
  return axis;
}

/// Numbers that fit over a bar: 940, 12k, 3M.
std::string short_count(std::size_t count) {
  if (count < 10'000) return fmt::format("{}", count);
  if (count < 1'000'000) return fmt::format("{}k", count / 1000);
  return fmt::format("{}M", count / 1'000'000);
}

/// 1, 2 or 5 times a power of ten, so that `most` is about four of it.
double tick_step(double most) {
  const double power = std::pow(10, std::floor(std::log10(std::max(most / 4, 1.0))));
  for (const double times : {1, 2, 5})
    if (most / (times * power) <= 5) return times * power;
  return 10 * power;
}

Axis counts(std::size_t most, std::string title) {
  const double step = tick_step(static_cast<double>(most));
  const double top = std::max(step, step * std::ceil(static_cast<double>(most) / step));
  Axis axis{0, top, {}, std::move(title)};
  for (double at = 0; at <= top; at += step)
    axis.ticks.push_back({at, short_count(static_cast<std::size_t>(at))});
  return axis;
}

using Points = std::vector<std::pair<double, double>>;

void draw_curve(SvgPlot& plot, const RiskCoverage& risk, double CoveragePoint::*value,
                std::string_view name) {
  Points points;
  for (const CoveragePoint& point : risk.curve)
    points.emplace_back(point.answered, point.*value);
  plot.curve(points, fmt::format("curve {}", name));
  constexpr std::size_t most_dots = 25;
  if (points.size() > most_dots) return;
  for (const CoveragePoint& point : risk.curve)
    plot.dot(point.answered, point.*value, name,
             fmt::format("{:.1f} % answered, confidence from {:.3f}: {} {:.3f}",
                         100 * point.answered, point.confidence, name, point.*value));
}

/// As many bins as make the last one hold what counts as right, and nothing else.
std::vector<std::size_t> histogram(std::span<const double> scores) {
  constexpr auto count = static_cast<std::size_t>(1 / (1 - right_score) + 0.5);
  std::vector<std::size_t> bins(count);
  for (const double score : scores) {
    // A judge that leaves [0, 1] must not write outside the bins; NaN is nowhere near right.
    const double place = score > 0 && score < right_score ? score * static_cast<double>(count) : 0;
    ++bins[score >= right_score ? count - 1 : std::min(static_cast<std::size_t>(place), count - 2)];
  }
  return bins;
}

/// An axis from the last tick, a tenth or a fifth, below both curves.
Axis axis_of(const RiskCoverage& risk) {
  double least = 0.9;
  for (const CoveragePoint& point : risk.curve)
    least = std::min({least, point.fidelity, point.right});
  const double step = least < 0.5 ? 0.2 : 0.1;
  return shares(std::floor(least / step + rounding) * step, step, "of the answered");
}

}  // namespace

std::string reliability_diagram(const Calibration& calibration) {
  constexpr std::string_view title = "Reliability";
  if (calibration.steps == 0) return figure(title, "", nothing_stated);
  SvgPlot plot(shares(0, 0.2, "stated confidence"), shares(0, 0.2, "share right"),
               "Share of right predictions by stated confidence");
  const auto bins = static_cast<double>(calibration.bins.size());
  for (std::size_t i = 0; i < calibration.bins.size(); ++i) {
    const CalibrationBin& bin = calibration.bins[i];
    if (bin.steps == 0) continue;
    const double from = static_cast<double>(i) / bins, to = static_cast<double>(i + 1) / bins;
    plot.bar(from, to, bin.right, "fidelity",
             fmt::format("steps: {}, mean confidence {:.3f}, {:.3f} right", bin.steps,
                         bin.confidence, bin.right));
    plot.line(from, bin.confidence, to, bin.confidence, "mark");
    plot.above((from + to) / 2, short_count(bin.steps));
  }
  plot.line(0, 0, 1, 1, "ideal");
  return figure(title,
                "<i class=\"key fidelity\"></i>share right <i class=\"key mark\"></i>mean "
                "confidence; above: steps",
                std::move(plot).svg());
}

std::string coverage_chart(const RiskCoverage& risk) {
  constexpr std::string_view title = "Risk and coverage";
  if (risk.steps == 0) return figure(title, "", nothing_stated);
  SvgPlot plot(percents("steps answered, the surest first"), axis_of(risk),
               "Fidelity and share right of the answered steps by the share answered");
  plot.line(0, 1 - risk.area_unranked, 1, 1 - risk.area_unranked, "ideal");
  draw_curve(plot, risk, &CoveragePoint::right, "right");
  draw_curve(plot, risk, &CoveragePoint::fidelity, "fidelity");
  return figure(title,
                "<i class=\"key fidelity\"></i>fidelity <i class=\"key right\"></i>share right "
                "<i class=\"key ideal\"></i>fidelity unranked",
                std::move(plot).svg());
}

std::string score_histogram(std::span<const double> scores) {
  const std::vector<std::size_t> bins = histogram(scores);
  const auto count = static_cast<double>(bins.size());
  SvgPlot plot(shares(0, 0.2, "score"),
               counts(*std::max_element(bins.begin(), bins.end()), "steps"),
               "Number of steps by score");
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const double from = static_cast<double>(i) / count, to = static_cast<double>(i + 1) / count;
    if (bins[i] > 0)
      plot.bar(from, to, static_cast<double>(bins[i]), i + 1 == bins.size() ? "fidelity" : "wrong",
               fmt::format("{:.2f} to {:.2f}, steps: {}", from, to, bins[i]));
  }
  return figure("Scores",
                fmt::format("<i class=\"key fidelity\"></i>right (from {}) <i class=\"key "
                            "wrong\"></i>below",
                            right_score),
                std::move(plot).svg());
}

}  // namespace detail
WMH_END_NAMESPACE
