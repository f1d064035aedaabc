#include "offline/asked.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_past = 16;  // steps of its session that a question looks at

}  // namespace

Situation Asked::situation() const {
  const Step& step = truth->step();
  Situation situation{step.action, step.task ? std::string_view(*step.task) : std::string_view()};
  situation.is_recorded = true;
  for (const ComparedStepPtr& each : past)
    situation.past.push_back(&each->step());
  return situation;
}

Result<std::vector<ComparedStepPtr>> steps_before(std::uint32_t entry, std::size_t most,
                                                  const Recordings& recordings, StepCache& cache) {
  std::vector<ComparedStepPtr> steps;
  for (std::uint32_t at = recordings.call(entry).previous; at != no_number && steps.size() < most;
       at = recordings.call(at).previous) {
    auto step = cache.at(recordings.call(at).row);
    if (!step) return step.error();
    steps.push_back(std::move(*step));
  }
  std::reverse(steps.begin(), steps.end());
  return steps;
}

Result<Asked> ask_again(std::uint32_t entry, const Query& query, const Recordings& recordings,
                        StepCache& cache) {
  Asked asked;
  auto truth = cache.at(recordings.call(entry).row);
  if (!truth) return truth.error();
  asked.truth = std::move(*truth);
  auto past = steps_before(entry, most_past, recordings, cache);
  if (!past) return past.error();
  asked.past = std::move(*past);
  auto neighbours = find_neighbours(asked.situation(), query, recordings, cache);
  if (!neighbours) return neighbours.error();
  asked.neighbours = std::move(*neighbours);
  return asked;
}

}  // namespace detail
WMH_END_NAMESPACE
