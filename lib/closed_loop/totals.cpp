#include "closed_loop/totals.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace {

double share(std::size_t part, std::size_t all) noexcept {
  return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

}  // namespace

double LoopTotals::agreement() const noexcept {
  return share(both_succeed + neither_succeeds, episodes);
}
double LoopTotals::real_success() const noexcept {
  return share(both_succeed + only_real_succeeds, episodes);
}
double LoopTotals::model_success() const noexcept {
  return share(both_succeed + only_model_succeeds, episodes);
}
double LoopTotals::details_agreement() const noexcept {
  return share(same_details, episodes);
}
double LoopTotals::actions_agreement() const noexcept {
  return share(same_actions, episodes);
}

std::optional<double> LoopTotals::kappa() const noexcept {
  const double real = real_success();
  const double model = model_success();
  const double by_chance = real * model + (1 - real) * (1 - model);
  if (episodes == 0 || by_chance == 1) return std::nullopt;
  return (agreement() - by_chance) / (1 - by_chance);
}

void detail::add(LoopTotals& totals, const LoopEpisode& episode) {
  if (episode.problem) return;
  const bool real = episode.real.outcome.success;
  const bool model = episode.model.outcome.success;
  ++totals.episodes;
  ++(real ? (model ? totals.both_succeed : totals.only_real_succeeds)
          : (model ? totals.only_model_succeeds : totals.neither_succeeds));
  if (episode.real.outcome.details == episode.model.outcome.details) ++totals.same_details;
  if (!episode.parted_at) ++totals.same_actions;
}

std::optional<std::size_t> detail::parting(const std::vector<Step>& one,
                                           const std::vector<Step>& other) {
  const auto [here, there] =
      std::mismatch(one.begin(), one.end(), other.begin(), other.end(),
                    [](const Step& a, const Step& b) { return a.action == b.action; });
  if (here == one.end() && there == other.end()) return std::nullopt;
  return static_cast<std::size_t>(here - one.begin());
}

WMH_END_NAMESPACE
