#include "judges/ask.hpp"
#include "judges/episode.hpp"

WMH_BEGIN_NAMESPACE
namespace {

class ModelEpisodeJudge final : public EpisodeJudge {
 public:
  explicit ModelEpisodeJudge(std::shared_ptr<Provider> provider) : provider_(std::move(provider)) {}

  Task<EpisodeVerdict> judge(std::optional<std::string> task, std::vector<Step> steps) override {
    return ask(provider_, std::move(task), std::move(steps));
  }

 private:
  static Task<EpisodeVerdict> ask(std::shared_ptr<Provider> provider,
                                  std::optional<std::string> task, std::vector<Step> steps) {
    EpisodeVerdict verdict;
    verdict.critique = "the episode has no steps";
    if (steps.empty()) co_return verdict;
    CompletionRequest request = detail::episode_request(task, steps);
    const std::size_t count = steps.size();
    detail::ReadReply<EpisodeVerdict> read = [count](std::string_view reply) {
      return detail::read_episode_reply(reply, count);
    };
    auto judged = co_await detail::ask_judge(provider, std::move(request), std::move(read), 2);
    // Without a judgement the steps have no reward either, but there is one for each.
    if (judged) judged->step_rewards.resize(count, 0.0);
    co_return judged;
  }

  std::shared_ptr<Provider> provider_;
};

}  // namespace

EpisodeJudge::~EpisodeJudge() = default;

std::shared_ptr<EpisodeJudge> make_episode_judge(std::shared_ptr<Provider> provider) {
  return std::make_shared<ModelEpisodeJudge>(std::move(provider));
}

WMH_END_NAMESPACE
