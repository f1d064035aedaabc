#pragma once

#include <wmh/async.hpp>
#include <wmh/types.hpp>

#include <cstdint>

WMH_BEGIN_NAMESPACE

class OptimizeTask {
 public:
  OptimizeTask(std::string prompt, std::vector<Trace> learn_from, std::vector<Trace> select_on)
      : base_prompt(std::move(prompt)),
        train(std::move(learn_from)),
        validation(std::move(select_on)) {}

  std::string base_prompt;
  std::vector<Trace> train;
  std::vector<Trace> validation;
  int rollout_budget = 50;
  std::uint64_t seed = 0;
};

struct OptimizeResult {
  std::string prompt{};
  std::vector<std::string> frontier{};  ///< Best first.
  double validation_score = 0;
  int rollouts_used = 0;
};

/// Searches for a better environment prompt.
class WMH_API Optimizer {
 public:
  virtual ~Optimizer();
  virtual Task<OptimizeResult> optimize(OptimizeTask task) = 0;
};

WMH_END_NAMESPACE
