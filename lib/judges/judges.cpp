#include "judges/score.hpp"
#include "util/text.hpp"

#include <functional>

WMH_BEGIN_NAMESPACE
namespace detail {

Verdict exact_verdict(const Observation& actual, const Observation& predicted) {
  if (actual.is_error != predicted.is_error) return {0, "is_error differs"};
  const bool equal = trim(actual.content) == trim(predicted.content);
  return {equal ? 1.0 : 0.0, equal ? "equal" : "the texts differ"};
}

}  // namespace detail
namespace {

using Score = std::function<Verdict(const Observation&, const Observation&)>;

class FunctionJudge final : public Judge {
 public:
  FunctionJudge(std::string_view name, Score score) : name_(name), score_(std::move(score)) {}
  std::string_view name() const noexcept override { return name_; }
  Task<Verdict> judge(Step truth, Observation predicted) override {
    co_return score_(truth.observation, predicted);
  }

 private:
  std::string_view name_;
  Score score_;
};

}  // namespace

std::shared_ptr<Judge> make_exact_judge() {
  return std::make_shared<FunctionJudge>("exact", detail::exact_verdict);
}

std::shared_ptr<Judge> make_numeric_judge(double tolerance) {
  return std::make_shared<FunctionJudge>(
      "numeric", [tolerance](const Observation& actual, const Observation& predicted) {
        return detail::numeric_verdict(actual, predicted, tolerance);
      });
}

std::shared_ptr<Judge> make_structural_judge() {
  return std::make_shared<FunctionJudge>("structural", detail::structural_verdict);
}

WMH_END_NAMESPACE
