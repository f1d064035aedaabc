#include "offline/calibration.hpp"

#include <algorithm>
#include <numeric>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_levels = 6;
constexpr std::size_t least_in_level = 8;  // trials
constexpr double kept_order = 0.01;        // of the differences in a level

/// Where a level that begins at `begin` ends, near `end`: equal chances are in one.
std::size_t end_of_level(const std::vector<double>& chances, std::size_t begin, std::size_t end) {
  if (end == chances.size() || chances[end - 1] != chances[end]) return end;
  const auto [first, last] = std::equal_range(chances.begin(), chances.end(), chances[end]);
  const auto before = static_cast<std::size_t>(first - chances.begin());
  if (before >= begin + least_in_level) return before;
  return static_cast<std::size_t>(last - chances.begin());
}

/// Levels of as many trials each, as far as they differ.
std::vector<Calibration::Level> levels_of(std::vector<double> chances) {
  std::sort(chances.begin(), chances.end());
  const std::size_t size = chances.size();
  const std::size_t count = std::clamp<std::size_t>(size / least_in_level, 1, most_levels);
  std::vector<Calibration::Level> levels;
  std::size_t begin = 0;
  for (std::size_t level = 1; level <= count; ++level) {
    const std::size_t end = end_of_level(chances, begin, level * size / count);
    if (end <= begin) continue;
    const auto at = [&](std::size_t i) {
      return chances.begin() + static_cast<std::ptrdiff_t>(i);
    };
    const double from = begin == 0 ? 0 : (chances[begin - 1] + chances[begin]) / 2;
    levels.push_back(
        {from, std::accumulate(at(begin), at(end), 0.0) / static_cast<double>(end - begin)});
    begin = end;
  }
  return levels;
}

}  // namespace

Calibration Calibration::fit(const std::vector<ConfidenceTrial>& trials) {
  Calibration fitted;
  if (trials.empty()) return fitted;
  fitted.regression = LogisticRegression::fit(trials);
  std::vector<double> chances;
  for (const ConfidenceTrial& trial : trials)
    chances.push_back(fitted.regression(trial.inputs));
  fitted.levels = levels_of(std::move(chances));
  return fitted;
}

double Calibration::operator()(const ConfidenceInputs& inputs) const {
  const double chance = regression(inputs);
  if (levels.empty()) return chance;
  const auto above =
      std::upper_bound(levels.begin() + 1, levels.end(), chance,
                       [](double value, const Level& level) { return value < level.from; });
  const double stated = std::prev(above)->confidence;
  return stated + kept_order * (chance - stated);
}

}  // namespace detail
WMH_END_NAMESPACE
