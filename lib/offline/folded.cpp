#include "offline/folded.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

FoldedRegression learn_folded(const FoldedSamples& samples) {
  FoldedRegression regression;
  std::vector<const HashedRegression::Sample*> all;
  for (std::size_t fold = 0; fold < 2; ++fold) {
    std::vector<const HashedRegression::Sample*> some;
    for (const HashedRegression::Sample& sample : samples[fold])
      some.push_back(&sample);
    regression.folds[fold].learn(some);
    all.insert(all.end(), some.begin(), some.end());
  }
  regression.whole.learn(all);
  return regression;
}

}  // namespace detail
WMH_END_NAMESPACE
