#include "offline/guesses.hpp"
#include "offline/query_words.hpp"

#include <algorithm>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

double share_of(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t count = 0;
  while (count < most && a[count] == b[count])
    ++count;
  return count;
}

std::size_t common_suffix(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t count = 0;
  while (count < most && a[a.size() - 1 - count] == b[b.size() - 1 - count])
    ++count;
  return count;
}

/// Weights of the neighbours, which add up to 1.
using Weights = std::vector<double>;

template <class WeightOf>
Weights weights_of(const std::vector<Neighbour>& neighbours, WeightOf weight_of) {
  Weights weights;
  double sum = 0;
  for (const Neighbour& each : neighbours)
    sum += weights.emplace_back(weight_of(each));
  for (double& weight : weights)
    weight /= sum;
  return weights;
}

double nearness(const Neighbour& neighbour, double power) {
  return std::pow(std::max<double>(neighbour.similarity(), 1e-3), power);
}

template <class ValueOf>
double mean(const std::vector<Neighbour>& neighbours, const Weights& weights, ValueOf value_of) {
  double sum = 0;
  for (std::size_t i = 0; i < neighbours.size(); ++i)
    sum += weights[i] * value_of(neighbours[i]);
  return sum;
}

double log_length(const Profile& profile) {
  return std::log1p(static_cast<double>(profile.length()));
}

/// What all guesses of a situation have in common.
class Pool {
 public:
  explicit Pool(const std::vector<Neighbour>& neighbours)
      : neighbours_(neighbours),
        wide_(weights_of(neighbours, [](const auto& each) { return nearness(each, 4); })),
        close_(weights_of(neighbours, [](const auto& each) { return nearness(each, 16); })),
        shaped_(weights_of(neighbours, [](const auto& each) {
          return (each.same_shape ? 1 : 0.05) * nearness(each, 2);
        })) {
    const auto is_error = [](const auto& each) {
      return each.step->profile.is_error() ? 1.0 : 0;
    };
    const auto is_empty = [](const auto& each) {
      return each.step->profile.empty() ? 1.0 : 0;
    };
    errors = mean(neighbours, wide_, is_error);
    empties = mean(neighbours, wide_, is_empty);
    shaped_errors = mean(neighbours, shaped_, is_error);
    shaped_empties = mean(neighbours, shaped_, is_empty);
    length =
        mean(neighbours, wide_, [](const auto& each) { return log_length(each.step->profile); });
    best = neighbours.front().similarity();
  }

  /// How far the neighbours agree with a guess, by three ways of weighing them: the expected score
  /// if one of them is what happens (minimum Bayes risk decoding; Kumar and Byrne 2004).
  std::array<double, 3> support(const Guess& guess) const {
    std::array<double, 3> sums{};
    for (std::size_t i = 0; i < neighbours_.size(); ++i) {
      const double alike = structural_similarity(neighbours_[i].step->profile, *guess.profile);
      sums[0] += wide_[i] * alike;
      sums[1] += close_[i] * alike;
      sums[2] += shaped_[i] * alike;
    }
    return sums;
  }

  double errors = 0, empties = 0, shaped_errors = 0, shaped_empties = 0, length = 0, best = 0;

 private:
  const std::vector<Neighbour>& neighbours_;
  Weights wide_, close_, shaped_;
};

/// What the groups of numbers below are made of. Flags are 0 or 1.
struct Measures {
  Overlap overlap{};
  double near = 0, near4 = 0, task = 0, shape = 0, prefix = 0, suffix = 0, sizes = 0, alike = 0;
  double wide = 0, close = 0, shaped = 0, error = 0, empty = 0, adapted = 0, length = 0;
};

Measures measure(const Guess& guess, const Neighbour& neighbour, const QueryWords& query,
                 const Pool& pool, const DifferenceModel& difference) {
  const std::string& text = neighbour.step->arguments;
  const std::string& asked = query.text();
  Measures m;
  m.overlap = query.with(neighbour.step->word_set);
  m.near = neighbour.arguments;
  m.near4 = m.near * m.near * m.near * m.near;
  m.task = neighbour.same_task ? 1 : 0;
  m.shape = neighbour.same_shape ? 1 : 0;
  m.prefix = share_of(common_prefix(text, asked), asked.size());
  m.suffix = share_of(common_suffix(text, asked), asked.size());
  m.sizes = share_of(std::min(text.size(), asked.size()), std::max(text.size(), asked.size()));
  m.alike = difference.predict(DifferenceModel::differing(query.set(), neighbour.step->word_set),
                               neighbour.same_task);
  const auto [wide, close, shaped] = pool.support(guess);
  m.wide = wide;
  m.close = close;
  m.shaped = shaped;
  m.error = guess.profile->is_error() ? 1 : 0;
  m.empty = guess.profile->empty() ? 1 : 0;
  m.adapted = guess.adapted ? 1 : 0;
  m.length = log_length(*guess.profile);
  return m;
}

using Group = std::vector<double>;

/// How near the neighbour is: 0 to 9.
Group nearness_group(const Measures& m, const Neighbour& neighbour) {
  return {1,
          m.near,
          neighbour.task,
          m.task,
          neighbour.in_session() ? 1.0 : 0,
          m.overlap.of_query,
          m.overlap.of_neighbour,
          m.prefix,
          m.suffix,
          m.sizes};
}

/// How far the others agree, and what kind of answer it is among theirs: 10 to 22.
Group agreement_group(const Measures& m, const Pool& pool) {
  return {m.wide,
          m.close,
          m.shaped,
          m.length - pool.length,
          std::abs(m.length - pool.length),
          m.error,
          m.empty,
          pool.errors,
          pool.empties,
          m.error * pool.shaped_errors,
          (1 - m.error) * pool.shaped_errors,
          m.empty * pool.shaped_empties,
          (1 - m.empty) * pool.shaped_empties};
}

/// What counts beside these, and what counts together: 23 to 42.
Group joint_group(const Measures& m, const Guess& guess, const Pool& pool) {
  const double rarest = m.overlap.rarest ? 1 : 0;
  return {1 / (1.0 + static_cast<double>(guess.neighbour)),
          m.overlap.missing / 8,
          m.overlap.extra / 8,
          m.adapted,
          pool.best,
          m.length / 8,
          m.near4,
          m.close * m.near,
          m.task * m.near4,
          m.prefix * m.suffix,
          rarest,
          rarest * m.task,
          m.shape,
          m.shape * m.shaped,
          m.shape * m.task,
          m.close * m.task,
          m.adapted * m.close,
          m.alike,
          m.alike * m.alike * m.alike,
          m.alike * m.close};
}

/// The numbers whose distance to the best guess counts as well: 43 to 47.
constexpr std::size_t relative[] = {1, 10, 11, 12, 40};
constexpr std::size_t first_relative = feature_count - std::size(relative);

Features features(const Guess& guess, const Neighbour& neighbour, const QueryWords& query,
                  const Pool& pool, const DifferenceModel& difference) {
  const Measures m = measure(guess, neighbour, query, pool, difference);
  Features features{};
  auto next = features.begin();
  for (const Group& group :
       {nearness_group(m, neighbour), agreement_group(m, pool), joint_group(m, guess, pool)})
    next = std::copy(group.begin(), group.end(), next);
  return features;
}

}  // namespace

std::vector<Features> features_of(const Situation& situation,
                                  const std::vector<Neighbour>& neighbours,
                                  const std::vector<Guess>& guesses, const WordCounts& words,
                                  const DifferenceModel& difference) {
  const QueryWords query(situation.action, words, situation.is_recorded);
  const Pool pool(neighbours);
  std::vector<Features> all;
  for (const Guess& guess : guesses)
    all.push_back(features(guess, neighbours[guess.neighbour], query, pool, difference));
  for (std::size_t i = 0; i < std::size(relative); ++i) {
    double best = 0;
    for (const Features& each : all)
      best = std::max(best, each[relative[i]]);
    for (Features& each : all)
      each[first_relative + i] = each[relative[i]] - best;
  }
  return all;
}

}  // namespace detail
WMH_END_NAMESPACE
