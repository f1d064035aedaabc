#include "offline/calibration.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_groups = 8;
constexpr std::size_t least_trials = 60;  // of a group
constexpr double doubt = 1;               // trials of the mean share that each group is given

struct Group {
  double scores = 0;
  double right = 0;
  double count = 0;
  double share() const { return right / count; }
};

std::vector<Group> groups_of(const std::vector<Calibration::Trial>& sorted) {
  const std::size_t size = std::max(least_trials, sorted.size() / most_groups);
  double all_right = 0;
  for (const auto& trial : sorted)
    all_right += trial.right ? 1 : 0;
  const double mean = all_right / static_cast<double>(sorted.size());
  std::vector<Group> groups;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const bool fits = i + size <= sorted.size();
    if (groups.empty() || (groups.back().count >= static_cast<double>(size) && fits))
      groups.emplace_back();
    groups.back().scores += sorted[i].score;
    groups.back().right += sorted[i].right ? 1 : 0;
    groups.back().count += 1;
  }
  for (Group& group : groups) {
    group.scores *= (group.count + doubt) / group.count;
    group.right += doubt * mean;
    group.count += doubt;
  }
  return groups;
}

/// Joins neighbours until the shares ascend ("pool adjacent violators").
std::vector<Group> ascending(const std::vector<Group>& groups) {
  std::vector<Group> joined;
  for (const Group& group : groups) {
    joined.push_back(group);
    while (joined.size() > 1 && joined[joined.size() - 2].share() >= joined.back().share()) {
      const Group last = joined.back();
      joined.pop_back();
      joined.back().scores += last.scores;
      joined.back().right += last.right;
      joined.back().count += last.count;
    }
  }
  return joined;
}

}  // namespace

Calibration Calibration::fit(std::vector<Trial> trials) {
  if (trials.empty()) return {};
  std::sort(trials.begin(), trials.end(),
            [](const Trial& a, const Trial& b) { return a.score < b.score; });
  std::vector<Point> points;
  for (const Group& group : ascending(groups_of(trials)))
    points.push_back({group.scores / group.count, group.share()});
  return Calibration(std::move(points));
}

double Calibration::operator()(double score) const {
  if (points_.empty()) return 0.5;
  if (score <= points_.front().score) return points_.front().share;
  if (score >= points_.back().score) return points_.back().share;
  const auto above =
      std::upper_bound(points_.begin(), points_.end(), score,
                       [](double value, const Point& point) { return value < point.score; });
  const Point& low = *(above - 1);
  const double part = (score - low.score) / (above->score - low.score);
  return low.share + part * (above->share - low.share);
}

}  // namespace detail
WMH_END_NAMESPACE
