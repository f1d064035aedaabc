#include "eval/svg.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

// The chart's own units; the page scales it to the width there is.
constexpr double width = 360, height = 268;
constexpr double plot_left = 44, plot_right = 338, plot_top = 36, plot_bottom = 224;

}  // namespace

SvgPlot::SvgPlot(Axis x, Axis y, std::string_view description)
    : x_(std::move(x)), y_(std::move(y)) {
  out_ = fmt::format("<svg viewBox=\"0 0 {} {}\" role=img aria-label=\"{}\">\n", width, height,
                     description);
  draw_axes();
}

double SvgPlot::left(double x) const noexcept {
  return plot_left + (x - x_.from) / (x_.to - x_.from) * (plot_right - plot_left);
}

double SvgPlot::top(double y) const noexcept {
  return plot_bottom - (y - y_.from) / (y_.to - y_.from) * (plot_bottom - plot_top);
}

void SvgPlot::text(double x, double y, std::string_view style, std::string_view label) {
  out_ += fmt::format("<text x={:.1f} y={:.1f} class=\"{}\">{}</text>\n", x, y, style, label);
}

void SvgPlot::draw_axes() {
  for (const Tick& tick : y_.ticks) {
    line(x_.from, tick.at, x_.to, tick.at, "grid");
    text(plot_left - 6, top(tick.at) + 4, "end", tick.label);
  }
  for (const Tick& tick : x_.ticks)
    text(left(tick.at), plot_bottom + 16, "mid", tick.label);
  line(x_.from, y_.from, x_.to, y_.from, "axis");
  text((plot_left + plot_right) / 2, height - 8, "mid title", x_.title);
  text(4, 12, "title", y_.title);
}

void SvgPlot::bar(double from, double to, double value, std::string_view style,
                  std::string_view hint) {
  constexpr double gap = 1;
  out_ += fmt::format(
      "<rect x={:.1f} y={:.1f} width={:.1f} height={:.1f} class=\"{}\"><title>{}</title></rect>\n",
      left(from) + gap, top(value), left(to) - left(from) - 2 * gap, plot_bottom - top(value),
      style, hint);
}

void SvgPlot::line(double x0, double y0, double x1, double y1, std::string_view style) {
  out_ += fmt::format("<line x1={:.1f} y1={:.1f} x2={:.1f} y2={:.1f} class=\"{}\" />\n", left(x0),
                      top(y0), left(x1), top(y1), style);
}

void SvgPlot::curve(std::span<const std::pair<double, double>> points, std::string_view style) {
  std::string places;
  for (const auto& [x, y] : points)
    places += fmt::format("{:.1f},{:.1f} ", left(x), top(y));
  out_ += fmt::format("<polyline points=\"{}\" class=\"{}\" />\n", places, style);
}

void SvgPlot::dot(double x, double y, std::string_view style, std::string_view hint) {
  out_ += fmt::format("<circle cx={:.1f} cy={:.1f} r=3 class=\"{}\"><title>{}</title></circle>\n",
                      left(x), top(y), style, hint);
}

void SvgPlot::above(double x, std::string_view label) {
  text(left(x), plot_top - 5, "mid small", label);
}

std::string SvgPlot::svg() && {
  return std::move(out_) + "</svg>\n";
}

}  // namespace detail
WMH_END_NAMESPACE
