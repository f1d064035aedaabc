#include "offline/logistic_regression.hpp"

#include "offline/cholesky.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr int most_steps = 50;
constexpr int most_halvings = 20;
constexpr double close_enough = 1e-9;
constexpr double penalty = 0.5;  // on the squares of the weights

double logistic(double odds) {
  return 1 / (1 + std::exp(-odds));
}

/// The inputs with mean 0 and deviation 1.
struct Scale {
  ConfidenceInputs mean{}, deviation{};
};

Scale scale_of(const std::vector<ConfidenceTrial>& trials) {
  const auto count = static_cast<double>(trials.size());
  Scale scale;
  for (std::size_t i = 0; i < confidence_input_count; ++i) {
    double sum = 0, squares = 0;
    for (const ConfidenceTrial& trial : trials)
      sum += trial.inputs[i];
    scale.mean[i] = sum / count;
    for (const ConfidenceTrial& trial : trials)
      squares += std::pow(trial.inputs[i] - scale.mean[i], 2);
    const double deviation = std::sqrt(squares / count);
    scale.deviation[i] = deviation > 1e-9 ? deviation : 1;
  }
  return scale;
}

/// The trials of a regression. Its first weight is of no input and not penalised.
class Ascent {
 public:
  static constexpr std::size_t size = confidence_input_count + 1;
  using Weights = Vector<size>;

  explicit Ascent(const std::vector<ConfidenceTrial>& trials) : scale_(scale_of(trials)) {
    // Targets a little inside 0 and 1 keep the curve off the trials' ends (Platt 1999).
    right_ = static_cast<double>(
        std::count_if(trials.begin(), trials.end(), [](const auto& each) { return each.right; }));
    wrong_ = static_cast<double>(trials.size()) - right_;
    for (const ConfidenceTrial& trial : trials) {
      rows_.push_back(
          {scaled(trial.inputs), trial.right ? (right_ + 1) / (right_ + 2) : 1 / (wrong_ + 2)});
    }
  }

  const Scale& scale() const noexcept { return scale_; }

  /// By Newton's method, with half steps where whole ones overshoot.
  Weights highest() const {
    Weights weights{std::log((right_ + 1) / (wrong_ + 1))};
    double reached = likelihood(weights);
    for (int step = 0; step < most_steps; ++step) {
      Weights ahead = uphill(weights);
      Weights next = added(weights, ahead);
      for (int i = 0; i < most_halvings && likelihood(next) < reached; ++i) {
        for (double& each : ahead)
          each /= 2;
        next = added(weights, ahead);
      }
      const double gained = likelihood(next) - reached;
      if (gained <= close_enough) break;
      weights = next;
      reached += gained;
    }
    return weights;
  }

 private:
  struct Row {
    Weights inputs{};
    double target = 0;
  };

  Weights scaled(const ConfidenceInputs& inputs) const {
    Weights result{1};
    for (std::size_t i = 0; i < confidence_input_count; ++i)
      result[i + 1] = (inputs[i] - scale_.mean[i]) / scale_.deviation[i];
    return result;
  }
  static Weights added(Weights a, const Weights& b) {
    for (std::size_t i = 0; i < size; ++i)
      a[i] += b[i];
    return a;
  }
  static double dot(const Weights& a, const Weights& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
  }

  double likelihood(const Weights& weights) const {
    double sum = 0;
    for (const Row& row : rows_) {
      const double odds = dot(weights, row.inputs);
      sum += row.target * odds - std::max(odds, 0.0) - std::log1p(std::exp(-std::abs(odds)));
    }
    for (std::size_t i = 1; i < size; ++i)
      sum -= penalty * weights[i] * weights[i];
    return sum;
  }

  Weights uphill(const Weights& weights) const {
    Weights slope{};
    Matrix<size> bend{};
    for (const Row& row : rows_) {
      const double share = logistic(dot(weights, row.inputs));
      for (std::size_t i = 0; i < size; ++i) {
        slope[i] += (row.target - share) * row.inputs[i];
        for (std::size_t j = 0; j <= i; ++j)
          bend[i][j] += share * (1 - share) * row.inputs[i] * row.inputs[j];
      }
    }
    bend[0][0] += close_enough;
    for (std::size_t i = 1; i < size; ++i) {
      slope[i] -= 2 * penalty * weights[i];
      bend[i][i] += 2 * penalty;
    }
    return solve_positive(bend, slope);
  }

  Scale scale_;
  double right_ = 0, wrong_ = 0;
  std::vector<Row> rows_{};
};

}  // namespace

LogisticRegression LogisticRegression::fit(const std::vector<ConfidenceTrial>& trials) {
  LogisticRegression fitted;
  if (trials.empty()) return fitted;
  const Ascent ascent(trials);
  const Ascent::Weights weights = ascent.highest();
  fitted.offset = weights[0];
  for (std::size_t i = 0; i < confidence_input_count; ++i) {
    fitted.weights[i] = weights[i + 1];
    fitted.unscale(i, ascent.scale().mean[i], ascent.scale().deviation[i]);
  }
  return fitted;
}

double LogisticRegression::operator()(const ConfidenceInputs& inputs) const {
  return logistic(std::inner_product(weights.begin(), weights.end(), inputs.begin(), offset));
}

void LogisticRegression::unscale(std::size_t input, double mean, double deviation) {
  weights[input] /= deviation;
  offset -= weights[input] * mean;
}

}  // namespace detail
WMH_END_NAMESPACE
