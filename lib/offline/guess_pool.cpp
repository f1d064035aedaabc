#include "offline/guess_pool.hpp"

#include <algorithm>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

template <class WeightOf>
std::vector<double> weights_of(const std::vector<Neighbour>& neighbours, WeightOf weight_of) {
  std::vector<double> weights;
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

double is_error(const Neighbour& neighbour) {
  return neighbour.step->profile.is_error() ? 1 : 0;
}

double is_empty(const Neighbour& neighbour) {
  return neighbour.step->profile.empty() ? 1 : 0;
}

}  // namespace

double log_length(const Profile& profile) {
  return std::log1p(static_cast<double>(profile.length()));
}

template <class ValueOf>
double GuessPool::mean(const Weights& weights, ValueOf value_of) const {
  double sum = 0;
  for (std::size_t i = 0; i < neighbours_.size(); ++i)
    sum += weights[i] * value_of(neighbours_[i]);
  return sum;
}

GuessPool::GuessPool(const std::vector<Neighbour>& neighbours)
    : neighbours_(neighbours),
      wide_(weights_of(neighbours, [](const auto& each) { return nearness(each, 4); })),
      close_(weights_of(neighbours, [](const auto& each) { return nearness(each, 16); })),
      shaped_(weights_of(neighbours, [](const auto& each) {
        return (each.same_shape ? 1 : 0.05) * nearness(each, 2);
      })) {
  for (const Neighbour& each : neighbours) {
    const auto same = [&each](const Profile* known) {
      return known->outcome() == each.step->profile.outcome();
    };
    const auto known = std::find_if(answers_.begin(), answers_.end(), same);
    answer_of_.push_back(static_cast<std::size_t>(known - answers_.begin()));
    if (known == answers_.end()) answers_.push_back(&each.step->profile);
  }
  errors = mean(wide_, is_error);
  empties = mean(wide_, is_empty);
  shaped_errors = mean(shaped_, is_error);
  shaped_empties = mean(shaped_, is_empty);
  log_length =
      mean(wide_, [](const Neighbour& each) { return detail::log_length(each.step->profile); });
  best = double{neighbours.front().similarity()};
}

std::array<double, 3> GuessPool::support(const Profile& answer) const {
  std::vector<double> alike_to;
  for (const Profile* each : answers_)
    alike_to.push_back(structural_similarity(*each, answer));
  std::array<double, 3> sums{};
  for (std::size_t i = 0; i < neighbours_.size(); ++i) {
    const double alike = alike_to[answer_of_[i]];
    sums[0] += wide_[i] * alike;
    sums[1] += close_[i] * alike;
    sums[2] += shaped_[i] * alike;
  }
  return sums;
}

}  // namespace detail
WMH_END_NAMESPACE
