#include "offline/hashed_regression.hpp"

#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr int epochs = 6;
constexpr double rate = 0.15;
constexpr double decay = 1e-4;  // towards zero, at each visit

double sigmoid(double logit) {
  return 1 / (1 + std::exp(-logit));
}

}  // namespace

double HashedRegression::logit(const Slots& there) const {
  double sum = 0;
  for (const Slot slot : there)
    sum += double{weights_[slot]};
  return sum;
}

void HashedRegression::learn(std::span<const Sample* const> samples) {
  weights_.assign(slots, 0);
  std::vector<float> squares(slots, 1e-6F);
  for (int epoch = 0; epoch < epochs; ++epoch)
    for (const Sample* sample : samples) {
      const double error = sigmoid(logit(sample->there)) - double{sample->target};
      for (const Slot slot : sample->there) {
        const double gradient = error + decay * double{weights_[slot]};
        squares[slot] += static_cast<float>(gradient * gradient);
        weights_[slot] -= static_cast<float>(rate * gradient / std::sqrt(double{squares[slot]}));
      }
    }
}

double HashedRegression::predict(const Slots& there) const {
  return weights_.empty() ? 0 : sigmoid(logit(there));
}

}  // namespace detail
WMH_END_NAMESPACE
