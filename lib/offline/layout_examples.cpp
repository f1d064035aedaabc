#include "offline/layout_examples.hpp"

#include "util/mix_hash.hpp"

#include <algorithm>
#include <cmath>
#include <map>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_looked_at = 24;
constexpr double sharpness = 20;  // a likeness less by 1/20 counts e times less
constexpr double least_spread = 0.2;

/// The words of a shape and its pairs of neighbouring words, as a set.
Words parts_of(const Words& shape) {
  Words parts = shape;
  for (std::size_t i = 0; i + 1 < shape.size(); ++i)
    parts.push_back(static_cast<std::uint32_t>(mix_hash(shape[i] + 1, shape[i + 1])));
  return set_of(std::move(parts));
}

/// The share of the parts of both that they have in common (Jaccard 1901).
double likeness(const Words& a, const Words& b) {
  std::size_t common = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++common;
    const bool step_a = *i <= *j, step_b = *j <= *i;
    i += step_a ? 1 : 0;
    j += step_b ? 1 : 0;
  }
  const std::size_t all = a.size() + b.size() - common;
  return all == 0 ? 1 : static_cast<double>(common) / static_cast<double>(all);
}

}  // namespace

void LayoutExamples::add(std::uint32_t entry, bool is_error, Layout layout, const Words& shape) {
  if (full()) return;
  const auto [known, is_new] = by_hash_.try_emplace(hash_of(shape), shapes_.size());
  if (is_new) shapes_.push_back({parts_of(shape)});
  shapes_[known->second].examples.push_back(static_cast<std::uint32_t>(examples_.size()));
  examples_.push_back({entry, is_error, std::move(layout)});
}

std::vector<LayoutExamples::Weighed> LayoutExamples::likest(
    const Words& shape, const std::function<bool(std::uint32_t)>& counts) const {
  const Words parts = parts_of(shape);
  std::vector<std::pair<double, const Shape*>> order;
  for (const Shape& each : shapes_)
    order.emplace_back(likeness(parts, each.parts), &each);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Weighed> found;
  for (const auto& [like, same] : order)
    for (const std::uint32_t number : same->examples) {
      if (found.size() == most_looked_at) return found;
      if (counts(examples_[number].entry))
        found.emplace_back(std::exp(sharpness * (like - 1)), &examples_[number]);
    }
  return found;
}

ExpectedLayout LayoutExamples::expected(const Words& shape,
                                        const std::function<bool(std::uint32_t)>& counts) const {
  ExpectedLayout mean;
  const std::vector<Weighed> found = likest(shape, counts);
  double sum = 0, squares = 0;
  std::map<std::uint32_t, double> shares;
  for (const auto& [weight, example] : found) {
    const double lines = example->layout.log_lines();
    sum += weight;
    mean.errors += example->is_error ? weight : 0;
    mean.log_lines += weight * lines;
    squares += weight * lines * lines;
    for (const Layout::Share& share : example->layout.shares())
      shares[share.beginning] += weight * double{share.weight};
  }
  if (found.empty()) return mean;
  mean.errors /= sum;
  mean.log_lines /= sum;
  const double variance = squares / sum - mean.log_lines * mean.log_lines;
  mean.spread = std::max(least_spread, std::sqrt(std::max(0.0, variance)));
  for (const auto& [beginning, weight] : shares)
    mean.shares.push_back({beginning, static_cast<float>(weight / sum)});
  return mean;
}

}  // namespace detail
WMH_END_NAMESPACE
