#include "offline/difference_model.hpp"

#include "util/mix_hash.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr int epochs = 6;
constexpr double rate = 0.15;   // of AdaGrad (Duchi, Hazan, Singer 2011)
constexpr double decay = 1e-4;  // towards zero, at each visit
constexpr std::size_t most_words = 64;

double sigmoid(double logit) {
  return 1 / (1 + std::exp(-logit));
}

}  // namespace

std::vector<std::uint16_t> DifferenceModel::differing(const Words& a, const Words& b) {
  Words words;
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(words));
  words.resize(std::min(words.size(), most_words));
  std::vector<std::uint16_t> found;
  for (const std::uint32_t word : words)
    found.push_back(static_cast<std::uint16_t>(mix_hash(word) % slots));
  return found;
}

double DifferenceModel::logit(std::span<const std::uint16_t> words, bool same_task) const {
  double sum = weights_[slots + (same_task ? 1 : 0)];
  for (const std::uint16_t word : words)
    sum += weights_[word];
  return sum;
}

void DifferenceModel::learn(std::span<const Pair> pairs) {
  weights_.assign(slots + 2, 0);
  std::vector<float> squares(slots + 2, 1e-6F);
  const auto move = [&](std::size_t at, double gradient) {
    gradient += decay * weights_[at];
    squares[at] += static_cast<float>(gradient * gradient);
    weights_[at] -= static_cast<float>(rate * gradient / std::sqrt(squares[at]));
  };
  for (int epoch = 0; epoch < epochs; ++epoch)
    for (const Pair& pair : pairs) {
      const double error = sigmoid(logit(pair.words, pair.same_task)) - pair.alike;
      move(slots + (pair.same_task ? 1 : 0), error);
      for (const std::uint16_t word : pair.words)
        move(word, error);
    }
}

double DifferenceModel::predict(std::span<const std::uint16_t> words, bool same_task) const {
  return weights_.empty() ? 0 : sigmoid(logit(words, same_task));
}

}  // namespace detail
WMH_END_NAMESPACE
