#include "eval/risk_coverage.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::vector<Scored> surest_first(std::span<const Scored> steps) {
  std::vector<Scored> stated;
  for (const Scored& step : steps)
    if (step.confidence) stated.push_back(step);
  std::stable_sort(stated.begin(), stated.end(),
                   [](const Scored& a, const Scored& b) { return *a.confidence > *b.confidence; });
  return stated;
}

/// Keeps one point for each whole percent of the steps answered. Counts, not shares, are compared:
/// 29 of 100 steps are 29 %, whatever doubles say.
class Thinned {
 public:
  explicit Thinned(std::size_t total) : total_(total) {}

  void add(std::size_t answered, const CoveragePoint& point) {
    if (answered * 100 < percent_ * total_) return;
    points.push_back(point);
    percent_ = answered * 100 / total_ + 1;
  }
  std::vector<CoveragePoint> points{};

 private:
  std::size_t total_;
  std::size_t percent_ = 0;  // that the next point must reach
};

}  // namespace

RiskCoverage risk_coverage(std::span<const Scored> steps) {
  const std::vector<Scored> sorted = surest_first(steps);
  RiskCoverage result;
  result.steps = sorted.size();
  const auto total = static_cast<double>(sorted.size());
  Thinned curve(sorted.size());
  double score = 0, right = 0;
  for (std::size_t end = 0; end < sorted.size();) {
    const std::size_t begin = end;
    for (; end < sorted.size() && sorted[end].confidence == sorted[begin].confidence; ++end) {
      score += sorted[end].score;
      right += sorted[end].right() ? 1 : 0;
    }
    const auto answered = static_cast<double>(end);
    result.area += static_cast<double>(end - begin) / total * (1 - score / answered);
    curve.add(end,
              {*sorted[begin].confidence, answered / total, score / answered, right / answered});
  }
  if (!sorted.empty()) result.area_unranked = 1 - score / total;
  result.curve = std::move(curve.points);
  return result;
}

}  // namespace detail

const CoveragePoint* point_at(const RiskCoverage& risk, double share) noexcept {
  const auto found =
      std::find_if(risk.curve.begin(), risk.curve.end(),
                   [=](const CoveragePoint& point) { return point.answered >= share; });
  return found == risk.curve.end() ? nullptr : &*found;
}

WMH_END_NAMESPACE
