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
  // (agreement - chance) / (1 - chance), both times the square of the episodes: counts, so that
  // what is 0 comes out as 0.
  const auto both = static_cast<double>(both_succeed);
  const auto neither = static_cast<double>(neither_succeeds);
  const auto real = static_cast<double>(only_real_succeeds);
  const auto model = static_cast<double>(only_model_succeeds);
  const double beyond_chance = 2 * (both * neither - real * model);
  const double most = (both + real) * (real + neither) + (both + model) * (model + neither);
  if (most == 0) return std::nullopt;
  return beyond_chance / most;
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
