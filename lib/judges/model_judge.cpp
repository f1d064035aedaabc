#include <wmh/judge.hpp>

#include "judges/ask.hpp"
#include "judges/match.hpp"
#include "judges/rubric.hpp"
#include "judges/rubric_v1.hpp"

WMH_BEGIN_NAMESPACE
namespace {

/// What makes one judge that asks a language model differ from another.
struct Questioning {
  std::string_view name;
  CompletionRequest (*request)(const Step& truth, const Observation& predicted);
  Result<Verdict> (*read)(std::string_view reply);
  int attempts;
};

constexpr Questioning rubric{detail::rubric_name, detail::rubric_request, detail::read_rubric_reply,
                             2};
constexpr Questioning rubric_v1{"rubric-v1", detail::rubric_v1_request,
                                detail::read_rubric_v1_reply, 1};
constexpr Questioning match{"match", detail::match_request, detail::read_match_reply, 1};

class ModelJudge final : public Judge {
 public:
  ModelJudge(const Questioning& questioning, std::shared_ptr<Provider> provider)
      : questioning_(questioning), provider_(std::move(provider)) {}

  std::string_view name() const noexcept override { return questioning_.name; }

  Task<Verdict> judge(Step truth, Observation predicted) override {
    CompletionRequest request = questioning_.request(truth, predicted);
    detail::ReadReply<Verdict> read = questioning_.read;
    return detail::ask_judge(provider_, std::move(request), std::move(read), questioning_.attempts);
  }

 private:
  const Questioning& questioning_;
  std::shared_ptr<Provider> provider_;
};

}  // namespace

std::shared_ptr<Judge> make_rubric_judge(std::shared_ptr<Provider> provider) {
  return std::make_shared<ModelJudge>(rubric, std::move(provider));
}

std::shared_ptr<Judge> make_rubric_v1_judge(std::shared_ptr<Provider> provider) {
  return std::make_shared<ModelJudge>(rubric_v1, std::move(provider));
}

std::shared_ptr<Judge> make_match_judge(std::shared_ptr<Provider> provider) {
  return std::make_shared<ModelJudge>(match, std::move(provider));
}

WMH_END_NAMESPACE
