#pragma once

#include <wmh/version.hpp>

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A place on an axis and what stands there.
struct Tick {
  double at = 0;
  std::string label{};
};

struct Axis {
  double from = 0;
  double to = 1;
  std::vector<Tick> ticks{};
  std::string title{};
};

/// Draws a chart as SVG with classes that the style of the page colours. Coordinates are those of
/// the axes; labels must be fit for HTML.
class SvgPlot {
 public:
  /// Draws the axes. `description` is what a screen reader says.
  SvgPlot(Axis x, Axis y, std::string_view description);

  /// A bar from the foot of the plot; `hint` shows when a pointer rests on it.
  void bar(double from, double to, double height, std::string_view style, std::string_view hint);
  void line(double x0, double y0, double x1, double y1, std::string_view style);
  void curve(std::span<const std::pair<double, double>> points, std::string_view style);
  void dot(double x, double y, std::string_view style, std::string_view hint);
  /// A small label above the plot.
  void above(double x, std::string_view label);

  /// The whole chart.
  std::string svg() &&;

 private:
  double left(double x) const noexcept;
  double top(double y) const noexcept;
  void draw_axes();
  void text(double x, double y, std::string_view style, std::string_view label);

  Axis x_;
  Axis y_;
  std::string out_;
};

}  // namespace detail
WMH_END_NAMESPACE
