#pragma once

#include <wmh/version.hpp>

#include <utility>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Turns a score into the share of answers of that score that are right: isotonic regression
/// (Zadrozny and Elkan 2002) over groups of trials, with straight lines between the groups.
class Calibration {
 public:
  struct Point {
    double score;
    double share;
  };
  struct Trial {
    double score;
    bool right;
  };

  Calibration() = default;
  explicit Calibration(std::vector<Point> points) : points_(std::move(points)) {}
  static Calibration fit(std::vector<Trial> trials);

  /// Without trials: one half.
  double operator()(double score) const;
  const std::vector<Point>& points() const noexcept { return points_; }

 private:
  std::vector<Point> points_{};  // ascending in both
};

}  // namespace detail
WMH_END_NAMESPACE
